import type { Words } from '@/i18n'
import { get, send, type Answer, type Query } from './http'
import type { NextAction } from './problem'

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export interface Choice {
  value: string
  label: Words
}

export interface FieldSpec {
  name: string
  label: Words
  type: string
  required: boolean
  choices?: Choice[] | null
  default?: unknown
  at_most?: number | null
  at_least?: number | null
  hint?: Words | null
}

export interface Refusal {
  code: string
  clause: string | null
  reason: Words
  next_action: NextAction | null
}

interface SomeAction {
  action: string
  path: string
  label: Words
  needs_if_match: boolean
}

export interface AllowedAction extends SomeAction {
  allowed: true
  fields: FieldSpec[]
}

export interface RefusedAction extends SomeAction {
  allowed: false
  refusal: Refusal
}

export type AvailableAction = AllowedAction | RefusedAction

/** A thing owed: what, by whom, by which clause, until when. */
export interface Duty {
  case_id: string
  number: string | null
  kind: string | null
  status: string
  emergency: string | null
  flags: string[]
  summary: string | null
  place: string | null
  unit: string | null
  key: string
  duty: string
  label: Words
  clause: string
  role: string | null
  role_label: Words | null
  person_id: string | null
  person: string | null
  due_at: string
  overdue: boolean
}

/** A case as one line of a list. */
export interface CaseRow {
  id: string
  number: string | null
  kind: string | null
  related_procedure: string | null
  status: string
  status_label: Words
  open: boolean
  channel: string
  emergency: string | null
  flags: string[]
  joint_count: number
  topic: string | null
  summary: string | null
  place: string | null
  unit: string | null
  unit_id: string | null
  area_id: string | null
  received_at: string
  recorded_at: string
  accepted_at: string | null
  closed_at: string | null
  responsible: { role: string | null; label: Words | null; person: string | null } | null
  next_step: {
    duty: string
    label: Words
    clause: string
    role: string | null
    due_at: string
  } | null
  version: number
}

/** A case with its sheet, and who may do what now. */
export interface CaseView extends CaseRow {
  received_by_name: string | null
  received_as: string | null
  captured: boolean
  late_record: boolean
  resident: {
    type: string
    resident_id: string | null
    salutation: string | null
    contact_state: string | null
    contact: string | null
    key_resident: boolean
  }
  texts: Record<string, unknown>
  missing: string[]
  routing: Record<string, unknown> | null
  available_actions: AvailableAction[]
}

export interface JournalEntry {
  number: number
  event: string
  label: Words
  clause: string | null
  at: string
  by: string | null
  person: string | null
  via: string | null
  payload: Record<string, unknown>
  texts: Record<string, unknown> | null
}

/** Where a case stands after a change, who was told, and what is owed now. */
export interface Receipt {
  id: string
  number: string | null
  kind: string | null
  related_procedure: string | null
  emergency: string | null
  status: string
  status_label: Words
  version: number
  responsible: { role: string | null; label: Words | null } | null
  duties: {
    key: string
    label: Words
    clause: string
    role: string | null
    due_at: string | null
  }[]
  notices: {
    number: number
    role: string
    label: Words
    clause: string
    nobody_on_duty: boolean
  }[]
}

interface Performing {
  key: string
  etag: string | null
}

export const openCase = (id: string): Promise<Answer<CaseView>> => send('GET', `/cases/${id}`)

export const listCases = (query: Query): Promise<Page<CaseRow>> => get('/cases', query)

export const journalOf = (id: string): Promise<Page<JournalEntry>> => get(`/cases/${id}/journal`)

export const dutiesOf = (id: string): Promise<Page<Duty>> => get(`/cases/${id}/duties`)

/** Performs one action; what it may be is only ever known from `available_actions`. */
export async function performAction(
  id: string,
  action: AllowedAction,
  payload: Record<string, unknown>,
  { key, etag }: Performing,
): Promise<Answer<Receipt>> {
  const headers: Record<string, string> = { 'Idempotency-Key': key }
  if (action.needs_if_match && etag) headers['If-Match'] = etag
  return send('POST', `/cases/${id}/${action.path}`, { body: payload, headers })
}
