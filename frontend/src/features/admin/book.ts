import { zone } from '@/app/session'
import { wallClockOf } from '@/domain/zoned'
import type { Act } from '@/forms/act'
import type { Words } from '@/i18n'

export interface Column<T> {
  label: Words
  text: (row: T) => string
  /** Where a row leads to, where it has a page of its own. */
  to?: (row: T) => string
}

/** One of the centre's lists: what it shows, how a row is added and what can be done to one. */
export interface Book<T = never> {
  title: Words
  lead: Words
  columns: Column<T>[]
  key: (row: T) => string
  page: (
    cursor: string | null,
    words: string,
  ) => Promise<{ items: T[]; next_cursor?: string | null }>
  /** Whether words narrow the list. */
  searched?: boolean
  add?: () => Act[]
  /** Whether it comes with the office's own sheet of homes and residents. */
  fromSheet?: boolean
  acts: (row: T) => Act[]
  faded?: (row: T) => boolean
}

/** A moment in the centre's zone, plain enough for a table. */
export const momentText = (at: string | null | undefined): string =>
  at ? wallClockOf(at, zone.value).replace('T', ' ') : ''

export { choices, field, first, needed, words, type Act } from '@/forms/act'
