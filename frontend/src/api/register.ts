import { listCases, type CaseRow, type Page } from './cases'

/** One line of the desk's register: everything accepted stands there. */
export type RegisterEntry = CaseRow

export const listRegister = (cursor: string | null): Promise<Page<RegisterEntry>> =>
  listCases({ sort: 'latest', cursor })
