import type { Page } from './cases'
import { client, told } from './http'
import type { components } from './schema'

type Schemas = components['schemas']
export type Board = Schemas['Board']
export type MissedDuty = Schemas['MissedDuty']

export const readBoard = (): Promise<Board> => told(client.GET('/api/v1/supervision/board'))

export const listOverdue = (
  clause: string | null,
  cursor: string | null,
): Promise<Page<MissedDuty>> =>
  told(client.GET('/api/v1/supervision/overdue', { params: { query: { clause, cursor } } }))
