import type { FieldSpec } from '@/api/cases'
import { zone } from '@/app/session'
import { wallClockOf } from '@/domain/zoned'
import type { Values } from '@/forms/fields'
import type { Words } from '@/i18n'

/** Something that can be done to a list or to one of its rows; its form is rendered as any other. */
export interface Act {
  name: string
  label: Words
  fields: FieldSpec[]
  /** A text it comes to is shown once: a fresh key. */
  run: (given: Values) => Promise<unknown>
}

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
  acts: (row: T) => Act[]
  faded?: (row: T) => boolean
}

export const words = (zh: string, en: string): Words => ({ zh, en })

/** A field of a form of ours, in the service's own shape. */
export function field(
  name: string,
  zh: string,
  en: string,
  type: FieldSpec['type'] = 'text',
  more: Partial<FieldSpec> = {},
): FieldSpec {
  const bare = { needed: false, default: null, at_most: null, at_least: null, hint: null }
  return {
    ...bare,
    choices: [],
    personal: false,
    shown_if: [],
    or_else: [],
    ...more,
    name,
    label: words(zh, en),
    type,
  } as FieldSpec
}

export const needed = { needed: true } as const
export const first = (value: unknown): Partial<FieldSpec> =>
  ({ default: value ?? null }) as Partial<FieldSpec>
export const choices = (given: [string, Words][]): Partial<FieldSpec> => ({
  choices: given.map(([value, label]) => ({ value, label })),
})

/** A moment in the centre's zone, plain enough for a table. */
export const momentText = (at: string | null | undefined): string =>
  at ? wallClockOf(at, zone.value).replace('T', ' ') : ''
