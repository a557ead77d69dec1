import { momentOf, wallClockOf } from '@/domain/zoned'
import type { FieldSpec } from '@/api/cases'
import type { Words } from '@/i18n'
import { asked, isFilled, settledElsewhere, type Values } from './conditions'

export type { Values } from './conditions'

const NEEDED: Words = { zh: '这一项要填', en: 'This is needed' }
const CONFIRM: Words = { zh: '请做到并确认', en: 'Do this and confirm it' }
const TOO_LONG = (most: number): Words => ({
  zh: `最多 ${most} 字`,
  en: `At most ${most} characters`,
})
const NOT_BETWEEN = (least: number | null | undefined, most: number | null | undefined): Words => ({
  zh: `请填 ${least ?? 0} 到 ${most ?? '…'} 之间的数`,
  en: `A number from ${least ?? 0} to ${most ?? '…'}`,
})

/**
 * How a yes-or-no is asked: an open question where no answer is assumed, a tick where there is a
 * default. A needed tick is a confirmation, settled by yes alone.
 */
export function isQuestion(field: FieldSpec): boolean {
  return field.type === 'boolean' && (field.default === null || field.default === undefined)
}

export function firstValues(fields: readonly FieldSpec[], zone: string): Values {
  return Object.fromEntries(fields.map((field) => [field.name, firstValue(field, zone)]))
}

function firstValue(field: FieldSpec, zone: string): unknown {
  const given = field.default
  if (isQuestion(field)) return null
  if (field.type === 'boolean') return given === true
  if (field.type === 'choices' || field.type === 'text_list' || isList(field))
    return Array.isArray(given) ? given : []
  if (field.type === 'datetime') return typeof given === 'string' ? wallClockOf(given, zone) : ''
  if (given !== null && given !== undefined) return field.type === 'integer' ? String(given) : given
  return isText(field) || field.type === 'integer' || field.type === 'date' ? '' : null
}

/** What is sent: only what was filled in, in the shapes the service reads. */
export function payloadOf(fields: readonly FieldSpec[], values: Values, zone: string): Values {
  const payload: Values = {}
  for (const field of asked(fields, values)) {
    const value = sent(field, values[field.name], zone)
    if (value !== undefined) payload[field.name] = value
  }
  return payload
}

function sent(field: FieldSpec, value: unknown, zone: string): unknown {
  if (Array.isArray(value)) return cleaned(value)
  if (typeof value === 'string') {
    const text = value.trim()
    if (!text) return undefined
    if (field.type === 'integer') return Number(text)
    if (field.type === 'datetime') return momentOf(text, zone)
    return text
  }
  return value ?? undefined
}

function cleaned(value: unknown[]): unknown[] | undefined {
  const kept = value.map((each) => (typeof each === 'string' ? each.trim() : each)).filter(Boolean)
  return kept.length ? kept : undefined
}

/** What can be told without asking the service: empty where needed, too long, no number. */
export function errorsOf(fields: readonly FieldSpec[], values: Values): Record<string, Words> {
  const errors: Record<string, Words> = {}
  for (const field of asked(fields, values)) {
    const error = errorOf(field, values)
    if (error) errors[field.name] = error
  }
  return errors
}

function errorOf(field: FieldSpec, values: Values): Words | null {
  const value = values[field.name]
  if (field.needed && !isGiven(field, value) && !settledElsewhere(field, values))
    return isTick(field) ? CONFIRM : NEEDED
  if (!isFilled(value)) return null
  if (field.type === 'integer') return integerError(field, Number(value))
  if (typeof value === 'string' && field.at_most && value.length > field.at_most)
    return TOO_LONG(field.at_most)
  return null
}

const isTick = (field: FieldSpec) => field.type === 'boolean' && !isQuestion(field)

const isGiven = (field: FieldSpec, value: unknown) =>
  isTick(field) ? value === true : isFilled(value)

function integerError(field: FieldSpec, value: number): Words | null {
  const fits =
    Number.isInteger(value) &&
    value >= (field.at_least ?? -Infinity) &&
    value <= (field.at_most ?? Infinity)
  return fits ? null : NOT_BETWEEN(field.at_least, field.at_most)
}

export function isText(field: FieldSpec): boolean {
  return ['text', 'long_text'].includes(field.type)
}

const LOOKED_UP = [
  ...['person', 'unit', 'area', 'building', 'topic', 'script_version', 'resident'],
  ...['directory', 'case', 'duty', 'contact'],
]

/** Whether the value is found by looking it up, one or several. */
export function isLookup(field: FieldSpec): boolean {
  return LOOKED_UP.includes(field.type) || LOOKED_UP.includes(field.type.replace(/_list$/, ''))
}

const FEW = 6

/** A few choices stand open side by side; many are chosen from a list. */
export function isChips(field: FieldSpec): boolean {
  return field.type === 'choice' && (field.choices?.length ?? 0) <= FEW
}

export function isList(field: FieldSpec): boolean {
  return field.type.endsWith('_list')
}

const MANY = 8

/** Fields that may wait, where there are so many that the needed ones would be lost among them. */
export function splitFields(fields: readonly FieldSpec[]): {
  first: FieldSpec[]
  more: FieldSpec[]
} {
  if (fields.length <= MANY) return { first: [...fields], more: [] }
  if (!fields.some((field) => field.needed))
    return { first: fields.slice(0, MANY), more: fields.slice(MANY) }
  return {
    first: fields.filter((field) => field.needed),
    more: fields.filter((field) => !field.needed),
  }
}
