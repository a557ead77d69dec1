import type { Words } from '@/i18n'
import { get, send, type Answer } from './http'
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
  path?: string
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
  id: string
  duty: string
  label: Words
  clause: string | null
  role: string | null
  owner?: Named | null
  due_at: string | null
  case_id: string
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

export const openCase = (id: string): Promise<Answer<CaseRow>> => send('GET', `/cases/${id}`)

export const listCases = (query: Record<string, string>): Promise<Page<CaseRow>> =>
  get('/cases', query)
