import { computed, nextTick, ref, type ComputedRef, type Ref } from 'vue'
import type { Receipt } from '@/api/cases'
import { formsFor, readIntakeForms, takeIn, type IntakeForm, type Situation } from '@/api/intake'
import { newId, RequestKey } from '@/api/keys'
import { asProblem, type Problem } from '@/api/problem'
import type { Words } from '@/i18n'
import { useReading } from '@/parts/reading'
import { useZone } from '@/parts/zone'
import { isFilled, type Values } from './conditions'
import { errorsOf, firstValues, payloadOf } from './fields'

/** A matter being taken in: which form, what was written, and the id it will be sent under. */
export interface Draft {
  id: string
  form: string
  situation: string
  values: Values
}

export const emptyDraft = (form = ''): Draft => ({ id: newId(), form, situation: '', values: {} })

export interface Chosen {
  key: string
  post: string
  form: IntakeForm
}

/** A matter on its way: under which id and key, and what it says. */
export interface Sending {
  id: string
  key: string
  body: Values
  chosen: Chosen
  draft: Draft
}

/** Brings it to the service. Nothing comes back where it is kept to be sent later. */
export type Deliver = (sending: Sending) => Promise<Receipt | null>

const atOnce: Deliver = ({ id, key, body }) => takeIn(id, key, body)

export interface Taking {
  draft: Ref<Draft>
  forms: ComputedRef<Chosen[]>
  chosen: ComputedRef<Chosen | null>
  form: ComputedRef<IntakeForm | null>
  ready: ComputedRef<boolean>
  failure: Readonly<Ref<unknown>>
  errors: ComputedRef<Record<string, Words>>
  problem: Ref<Problem | null>
  busy: Ref<boolean>
  receipt: Ref<Receipt | null>
  read: () => Promise<void>
  choose: (key: string) => void
  situate: (situation: Situation) => void
  startAgain: () => void
  /** Whether anything was written that the form did not bring itself. */
  touched: () => boolean
  /** Sends it, and says whether it arrived. */
  send: () => Promise<boolean>
}

/** Taking in, from whatever forms the service has for these posts. The same on desk and phone. */
export function useTaking(
  posts: readonly string[],
  draft: Ref<Draft>,
  deliver: Deliver = atOnce,
): Taking {
  const zone = useZone()
  const { data, failure, again } = useReading(readIntakeForms)
  const tried = ref(false)
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  const receipt = ref<Receipt | null>(null)
  const key = new RequestKey()

  const forms = computed(() => formsFor(posts, data.value?.forms ?? []))
  const chosen = computed(() => forms.value.find((each) => each.key === draft.value.form) ?? null)
  const form = computed(() => chosen.value?.form ?? null)
  const checked = computed<Record<string, Words>>(() =>
    tried.value && form.value ? errorsOf(form.value.fields, draft.value.values) : {},
  )
  const errors = computed(() => ({ ...problem.value?.fields, ...checked.value }))

  /** Another kind asks for other things; what both ask for is kept. */
  function choose(name: string): void {
    const next = forms.value.find((each) => each.key === name)?.form
    if (!next) return
    const fresh = firstValues(next.fields, zone.value)
    const written = Object.entries(draft.value.values).filter(
      ([field, value]) => field in fresh && typeof value !== 'boolean' && isFilled(value),
    )
    const values = { ...fresh, ...Object.fromEntries(written) }
    draft.value = { ...draft.value, form: name, situation: '', values }
    tried.value = false
    problem.value = null
  }

  function situate(situation: Situation): void {
    const { department, emergency, dispute } = situation
    const values = { ...draft.value.values, department, emergency, dispute }
    draft.value = { ...draft.value, situation: situation.code, values }
  }

  function startAgain(): void {
    const name = draft.value.form
    draft.value = emptyDraft()
    tried.value = false
    problem.value = null
    choose(name)
  }

  function touched(): boolean {
    const fresh = firstValues(form.value?.fields ?? [], zone.value)
    return Object.entries(draft.value.values).some(
      ([name, value]) => isFilled(value) && JSON.stringify(value) !== JSON.stringify(fresh[name]),
    )
  }

  async function send(): Promise<boolean> {
    const filling = chosen.value
    if (busy.value || !filling) return false
    tried.value = true
    await nextTick()
    if (Object.keys(checked.value).length) return false
    busy.value = true
    problem.value = null
    try {
      const body = bodyOf(filling)
      const { id } = draft.value
      const sending = { id, key: key.for(body), body, chosen: filling, draft: draft.value }
      receipt.value = await deliver(sending)
      key.spent()
      startAgain()
      return true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }

  function bodyOf({ post, form: asks }: Chosen): Values {
    const payload = payloadOf(asks.fields, draft.value.values, zone.value)
    const situation = asks.situations.find((each) => each.code === draft.value.situation)
    return {
      ...(situation && !payload.words ? { summary: situation.label.zh } : {}),
      ...payload,
      ...(asks.kind ? { kind: asks.kind } : { related_procedure: asks.related_procedure }),
      received_as: post,
      form_version: data.value?.version,
    }
  }

  return {
    draft,
    forms,
    chosen,
    form,
    ready: computed(() => data.value !== undefined),
    failure,
    errors,
    problem,
    busy,
    receipt,
    read: again,
    choose,
    situate,
    startAgain,
    touched,
    send,
  }
}
