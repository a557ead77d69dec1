import type { Words } from '@/i18n'
import { client, told } from './http'
import { kept } from './kept'
import { shelved } from '@/offline/shelf'
import type { components } from './schema'

const HOUR = 3_600_000
const MINUTES = 5 * 60_000

/* The centre itself: who is on duty, when the desk is open, whom else one may ask. */

type Schemas = components['schemas']

export type DeskStatus = Schemas['DeskStatus']
export type OnDuty = Schemas['OnDuty']
export type EmergencyCard = Schemas['EmergencyCard']

export const readDeskStatus = shelved('desk-status', (): Promise<DeskStatus> =>
  told(client.GET('/api/v1/desk-hours/status')),
)

export const readOnDuty = shelved('on-duty', (): Promise<Schemas['DutyAt']> =>
  told(client.GET('/api/v1/shifts/on-duty')),
)

/** Whom to telephone when the network does not carry a call for help. */
export interface DutyNumber {
  name: string
  number: string
  department: string | null
}

/** Posts that send somebody; whoever else is on duty comes after them. */
const SENDING: readonly OnDuty['role'][] = [
  'security_duty_supervisor',
  'engineering_duty_supervisor',
]

export async function readDutyNumbers(): Promise<DutyNumber[]> {
  const { on_duty } = await readOnDuty()
  const ranked = [...on_duty].sort(
    (one, other) => Number(SENDING.includes(other.role)) - Number(SENDING.includes(one.role)),
  )
  return ranked.flatMap(({ name, department, work_phone }) =>
    work_phone ? [{ name, department, number: work_phone }] : [],
  )
}

export const readEmergencyCard = (emergency: EmergencyCard['type']): Promise<EmergencyCard> =>
  shelved(`card:${emergency}`, () =>
    told(client.GET('/api/v1/emergency-cards/{emergency}', { params: { path: { emergency } } })),
  )()

export async function findStaff(q: string, limit = 20): Promise<Schemas['Person'][]> {
  const query = { q: q || undefined, active: true, limit }
  return (await told(client.GET('/api/v1/staff', { params: { query } }))).items
}

export async function findDirectory(q: string, limit = 20): Promise<Schemas['DirectoryEntry'][]> {
  const query = { q: q || undefined, limit }
  return (await told(client.GET('/api/v1/directory', { params: { query } }))).items
}

export const listTopics = kept(async (): Promise<Schemas['Topic'][]> => {
  const query = { limit: 200 }
  return (await told(client.GET('/api/v1/topics', { params: { query } }))).items
}, MINUTES)

export type Vocabularies = Readonly<Record<string, Readonly<Record<string, Words>>>>

/** What every word, duty and event is called, in both languages. */
export const readLabels = kept(
  shelved('labels', (): Promise<Schemas['LabelsOut']> =>
    told(client.GET('/api/v1/procedure/labels')),
  ),
  HOUR,
)

/** Every obligation in our own short words, by its number. */
export const readClauses = kept(async (): Promise<Record<string, Words>> => {
  const clauses = await told(client.GET('/api/v1/procedure/clauses'))
  return Object.fromEntries(clauses.map((clause) => [clause.id, clause.text]))
}, HOUR)
