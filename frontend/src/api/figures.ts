import type { Days } from '@/domain/period'
import type { CaseRow, Page } from './cases'
import { client, told } from './http'
import type { components, operations } from './schema'

type Schemas = components['schemas']
export type Board = Schemas['Board']
export type MissedDuty = Schemas['MissedDuty']

export const readBoard = (): Promise<Board> => told(client.GET('/api/v1/supervision/board'))

type OverdueAsked = NonNullable<operations['list_overdue']['parameters']['query']>

/** The clause is one the board named, so it is one of the procedure's. */
export const listOverdue = (
  clause: string | null,
  cursor: string | null,
): Promise<Page<MissedDuty>> => {
  const query = { clause: clause as OverdueAsked['clause'], cursor }
  return told(client.GET('/api/v1/supervision/overdue', { params: { query } }))
}

export type Report = Schemas['Report']
export type Count = Schemas['Count']
export type Rate = Schemas['Rate']
export type Conformance = Schemas['PeriodConformance']
export type ClauseRate = Schemas['ClauseRate']
export type DutyBehind = Schemas['DutyBehind']
export type CaseConformance = Schemas['CaseConformance']

const asked = (days: Days) => ({ from_day: days.from, to_day: days.to })

export const readReport = (days: Days): Promise<Report> =>
  told(client.GET('/api/v1/reports/period', { params: { query: asked(days) } }))

export const readConformance = (days: Days): Promise<Conformance> =>
  told(client.GET('/api/v1/conformance', { params: { query: asked(days) } }))

export const listDutiesBehind = (
  clause: string,
  days: Days,
  late: boolean | undefined,
  cursor: string | null,
): Promise<Page<DutyBehind>> =>
  told(
    client.GET('/api/v1/conformance/clauses/{clause_id}', {
      params: { path: { clause_id: clause }, query: { ...asked(days), late, cursor } },
    }),
  )

export const readCaseConformance = (id: string): Promise<CaseConformance> =>
  told(client.GET('/api/v1/conformance/cases/{case_id}', { params: { path: { case_id: id } } }))

export type BoardFigure = Board['figures'][number]
export type GroupReport = Schemas['GroupReport']

export const listWatched = (
  watched: BoardFigure['watched'],
  cursor: string | null,
): Promise<Page<CaseRow>> =>
  told(
    client.GET('/api/v1/supervision/board/{watched}', {
      params: { path: { watched }, query: { cursor } },
    }),
  )

export const readGroup = (days: Days): Promise<GroupReport> =>
  told(client.GET('/api/v1/reports/group', { params: { query: asked(days) } }))

export type MonthLine = Schemas['MonthLine']

export const listMonthly = (cursor: string | null): Promise<Page<MonthLine>> =>
  told(client.GET('/api/v1/reports/monthly', { params: { query: { cursor, limit: 12 } } }))

export type Seal = Schemas['SealOut']

export const latestSeals = (): Promise<Page<Seal>> =>
  told(client.GET('/api/v1/seals', { params: { query: { limit: 1 } } }))

/** The journals with their chains, seals and keys; with the residents' own words only when asked. */
export const auditExport = (texts: boolean): string =>
  `/api/v1/audit/export${texts ? '?texts=true' : ''}`
