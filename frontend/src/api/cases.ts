import type { Words } from '@/i18n'
import { get, send, type Answer, type Query } from './http'
import type { NextAction } from './problem'

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export interface Named {
  id: string
  name: string
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
  needs_confirmation?: boolean
  hint?: Words | null
}

export interface AllowedAction {
  action: string
  path: string
  label: Words
  allowed: true
  fields: FieldSpec[]
  needs_if_match?: boolean
}

export interface RefusedAction {
  action: string
  label: Words
  allowed: false
  refusal: { code: string; clause: string | null; reason: Words; next_action: NextAction | null }
}

export type AvailableAction = AllowedAction | RefusedAction

export interface Duty {
  key: string
  code: string
  label: Words
  clause: string | null
  role: string | null
  person?: Named | null
  due_at: string | null
  case_id: string
  case?: CaseRow | null
}

export interface CaseRow {
  id: string
  number: string | null
  kind: string | null
  related_procedure: string | null
  status: string
  summary: string | null
  place: string | null
  responsible: { role: string | null; person?: Named | null } | null
  due_at: string | null
  received_at: string
  next_step: Words | null
  version: number
}

/** One fact of a case, as the service names it, ready to be read. */
export interface CaseView extends CaseRow {
  available_actions: AvailableAction[]
  [fact: string]: unknown
}

export interface JournalEntry {
  number: number
  event: string
  label: Words
  clause: string | null
  at: string
  by: Named | null
  role?: string | null
  details: { label: Words; value: unknown }[]
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
): Promise<Answer<unknown>> {
  const headers: Record<string, string> = { 'Idempotency-Key': key }
  if (action.needs_if_match && etag) headers['If-Match'] = etag
  return send('POST', `/cases/${id}/${action.path}`, { body: payload, headers })
}
