import type { FieldSpec } from '@/api/cases'

/** A field as the service sends one, for tests: what is not said is left open. */
export function question(name: string, type: string, more: Partial<FieldSpec> = {}): FieldSpec {
  return {
    name,
    type,
    label: { zh: name, en: name },
    needed: false,
    default: null,
    choices: [],
    personal: false,
    shown_if: [],
    or_else: [],
    ...more,
  }
}
