import type { Query } from '@/api/papers'
import type { Days } from '@/domain/period'
import { momentOf } from '@/domain/zoned'
import type { MessageKey } from '@/i18n'

/** A document of the house: where it is had, what it is called, whether it is a table of some days too. */
export interface DocumentKind {
  path: (id: string) => string
  words: MessageKey
  table?: boolean
  asks?: (days: Days, zone: string) => Query
  /** Of one shift instead of days. */
  ofShift?: boolean
}

const byDays = ({ from, to }: Days): Query => ({ from_day: from, to_day: to })

/** A day ends where the next begins. */
function byMoments({ from, to }: Days, zone: string): Query {
  const after = to && new Date(Date.parse(`${to}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return {
    since: from && momentOf(`${from}T00:00`, zone),
    until: after && momentOf(`${after}T00:00`, zone),
  }
}

export const DOCUMENTS: Readonly<Record<string, DocumentKind>> = {
  sheet: { path: (id) => `/cases/${id}/handling-sheet`, words: 'papers.sheet' },
  register: {
    path: () => '/register/document',
    words: 'papers.register',
    table: true,
    asks: byDays,
  },
  callbacks: {
    path: () => '/callbacks/records/document',
    words: 'papers.callbacks',
    table: true,
    asks: byDays,
  },
  'duty-log': {
    path: () => '/duty-log/document',
    words: 'papers.my_duty_log',
    table: true,
    ofShift: true,
    asks: byMoments,
  },
  'department-log': {
    path: () => '/duty-log/document',
    words: 'papers.department_log',
    table: true,
    asks: (days, zone) => ({ ...byMoments(days, zone), everyone: 'true' }),
  },
  'hand-over': { path: (id) => `/hand-overs/${id}/document`, words: 'papers.hand_over' },
  'owner-file': {
    path: (id) => `/owner-files/${id}/document`,
    words: 'papers.owner_file',
    table: true,
  },
  blank: { path: (id) => `/blank-forms/${id}`, words: 'papers.blank' },
}

export const LISTS = ['register', 'callbacks', 'duty-log', 'department-log'] as const

export const BLANK_FORMS: readonly { name: string; words: MessageKey }[] = [
  { name: 'handling-sheet', words: 'papers.sheet' },
  { name: 'register', words: 'papers.register' },
  { name: 'callback-record', words: 'papers.callbacks' },
  { name: 'duty-log', words: 'papers.duty_log' },
  { name: 'hand-over', words: 'papers.hand_over' },
  { name: 'owner-file', words: 'papers.owner_file' },
]
