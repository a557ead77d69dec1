import type { Page } from './cases'
import { get, type Query } from './http'

/** One line of the desk's register: everything accepted stands there. */
export interface RegisterEntry {
  id: string
  number: string
  kind: string | null
  related_procedure: string | null
  channel: string
  received_at: string
  accepted_at: string
  accepted_by: string | null
  summary: string | null
  place: string | null
  status: string
  closed_at: string | null
}

export const listRegister = (query: Query): Promise<Page<RegisterEntry>> => get('/register', query)
