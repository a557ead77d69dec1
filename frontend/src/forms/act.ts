import type { FieldSpec } from '@/api/cases'
import type { Words } from '@/i18n'
import type { Values } from './fields'

/** Something that can be done to a list or to one of its rows; its form is rendered as any other. */
export interface Act {
  name: string
  label: Words
  fields: FieldSpec[]
  /** What is said above a text that is shown once; a fresh key is to be copied now. */
  once?: Words
  /** A text it comes to is shown once. */
  run: (given: Values) => Promise<unknown>
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
