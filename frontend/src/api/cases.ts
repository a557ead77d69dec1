import type { Words } from '@/i18n'
import { client, post, told, toldWithVersion, type Answer } from './http'
import type { components, operations } from './schema'

type Schemas = components['schemas']

export interface Page<T> {
  items: T[]
  next_cursor?: string | null
}

export type CaseRow = Schemas['CaseLine']
export type Duty = Schemas['DutyLine']
export type JournalEntry = Schemas['JournalLine']
export type Receipt = Schemas['CaseReceipt']
export type Refusal = Schemas['RefusalOut']
export type CaseFilter = NonNullable<operations['list_cases']['parameters']['query']>
export type DutyFilter = NonNullable<operations['list_duties']['parameters']['query']>

/** What must hold of another field: one of these values, filled at all, or above a number. */
export type Condition = Schemas['Condition']

/** One field a form asks for: an action's or an intake form's. */
export type FieldSpec = Schemas['Question']

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
  /** What it would ask for, where only another action has to come first. */
  fields?: FieldSpec[] | null
}

export type AvailableAction = AllowedAction | RefusedAction

/** A case with its sheet, and who may do what now. */
export interface CaseView extends Omit<Schemas['CaseOut'], 'available_actions'> {
  available_actions: AvailableAction[]
}

export async function openCase(id: string): Promise<Answer<CaseView>> {
  const { body, etag } = await toldWithVersion(
    client.GET('/api/v1/cases/{case_id}', { params: { path: { case_id: id } } }),
  )
  return { body: body as CaseView, etag }
}

export type CaseRouting = Schemas['CaseRouting']

export const readCaseRouting = (id: string): Promise<CaseRouting> =>
  told(client.GET('/api/v1/cases/{case_id}/routing', { params: { path: { case_id: id } } }))

export const listCases = (query: CaseFilter): Promise<Page<CaseRow>> =>
  told(client.GET('/api/v1/cases', { params: { query } }))

/** The whole history: a case that never ends still ends its pages. */
export async function journalOf(id: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  let cursor: string | null | undefined
  do {
    const page: Page<JournalEntry> = await told(
      client.GET('/api/v1/cases/{case_id}/journal', {
        params: { path: { case_id: id }, query: { limit: 200, cursor } },
      }),
    )
    entries.push(...page.items)
    cursor = page.next_cursor
  } while (cursor)
  return entries
}

export const dutiesOf = (id: string): Promise<Duty[]> =>
  told(client.GET('/api/v1/cases/{case_id}/duties', { params: { path: { case_id: id } } }))

export const listDuties = (query: DutyFilter): Promise<Page<Duty>> =>
  told(client.GET('/api/v1/duties', { params: { query } }))

/** Performs one action; what it may be is only ever known from `available_actions`. */
export async function performAction(
  id: string,
  action: AllowedAction,
  payload: Record<string, unknown>,
  { key, etag }: { key: string; etag: string | null },
): Promise<Receipt> {
  const headers: Record<string, string> = { 'Idempotency-Key': key }
  if (action.needs_if_match && etag) headers['If-Match'] = etag
  return post(`/cases/${id}/${action.path}`, payload, headers)
}
