import { shelved } from '@/offline/shelf'
import type { Receipt } from './cases'
import { client, post, told } from './http'
import { kept } from './kept'
import type { components } from './schema'

const MINUTES = 5 * 60_000

type Schemas = components['schemas']

export type Situation = Schemas['Situation']

/** What one post asks when it takes in a matter of one kind. */
export type IntakeForm = Schemas['IntakeForm']

/** A call, line by line, beside the fields that its answers fill. */
export type CallScript = Schemas['Script']

export interface IntakeForms {
  version: string
  forms: IntakeForm[]
  scripts: CallScript[]
}

/** Posts that fill in the same forms. */
const RECEIVERS: Readonly<Record<string, string>> = {
  front_desk: 'front_desk',
  control_room_operator: 'control_room',
  patrol_guard: 'patrol',
  duty_engineer: 'patrol',
  area_customer_manager: 'patrol',
  security_duty_supervisor: 'patrol',
  engineering_duty_supervisor: 'patrol',
  head_of_customer_service: 'other_staff',
  centre_manager: 'other_staff',
  other_staff: 'other_staff',
}

export const readIntakeForms = kept(
  shelved('intake-forms', async (): Promise<IntakeForms> => {
    const raw = await told(client.GET('/api/v1/procedure/intake-forms'))
    return {
      version: raw.version,
      forms: raw.forms,
      scripts: raw.scripts.map((script) => ({ ...script, action: snake(script.action) })),
    }
  }),
  MINUTES,
)

/** The forms somebody with these posts fills in, each with the post it is filled in for. */
export function formsFor(
  posts: readonly string[],
  forms: readonly IntakeForm[],
): { key: string; post: string; form: IntakeForm }[] {
  const seen = new Set<string>()
  return posts.flatMap((post) => {
    const receiver = RECEIVERS[post]
    if (!receiver || seen.has(receiver)) return []
    seen.add(receiver)
    return forms
      .filter((form) => form.receiver === receiver)
      .map((form) => ({ key: `${post}/${form.kind ?? form.related_procedure}`, post, form }))
  })
}

/** Out on the estate one is there in a post of the estate: the desk's own forms stay at the desk. */
export function onPatrol<T extends { form: IntakeForm; post: string }>(forms: readonly T[]): T[] {
  const post = (forms.find(({ form }) => form.receiver !== 'front_desk') ?? forms[0])?.post
  return forms.filter((each) => each.post === post)
}

/** Takes a matter in. The id is made here: sent twice, it is taken in once. */
export const takeIn = (id: string, key: string, body: Record<string, unknown>): Promise<Receipt> =>
  post('/cases', { id, ...body }, { 'Idempotency-Key': key })

const snake = (name: string) => name.replace(/\B([A-Z])/g, '_$1').toLowerCase()
