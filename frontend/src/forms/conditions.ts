import type { Condition, FieldSpec } from '@/api/cases'

export type Values = Record<string, unknown>

/** Whether a field has been given anything. A no is an answer; an empty line is none. */
export function isFilled(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.some((each) => isFilled(each))
  return true
}

export function holds(condition: Condition, values: Values): boolean {
  const value = values[condition.field]
  if (condition.filled !== null && condition.filled !== undefined)
    return isFilled(value) === condition.filled
  if (condition.above !== null && condition.above !== undefined)
    return isFilled(value) && Number(value) > condition.above
  return (condition.values ?? []).some((wanted) => wanted === (value ?? null))
}

export const allHold = (conditions: readonly Condition[] | undefined, values: Values): boolean =>
  (conditions ?? []).every((condition) => holds(condition, values))

/** The fields that are asked as things stand. What is not asked is neither checked nor sent. */
export function asked(fields: readonly FieldSpec[], values: Values): FieldSpec[] {
  return fields.filter((field) => allHold(field.shown_if, values))
}

/** Whether a needed field may stay empty because another one says it. */
export function settledElsewhere(field: FieldSpec, values: Values): boolean {
  return (field.or_else ?? []).some((name) => {
    const value = values[name]
    return typeof value === 'boolean' ? value : isFilled(value)
  })
}
