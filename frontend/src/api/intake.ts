import type { Words } from '@/i18n'
import type { FieldSpec, Receipt } from './cases'
import { get, send, type Answer } from './http'

/** Words to say, or not to say, with the clause they come from. */
export interface Prompt {
  words: Words
  clause: string | null
}

/** What one post asks when it takes in a matter of one kind. */
export interface IntakeForm {
  role: string
  kind: string | null
  related_procedure: string | null
  label: Words
  fields: FieldSpec[]
  say: Prompt[]
  remember: Prompt[]
}

export interface IntakeForms {
  version: string
  forms: IntakeForm[]
}

export const readIntakeForms = (): Promise<IntakeForms> => get('/procedure/intake-forms')

/** Takes a matter in. The id is made here: sent twice, it is taken in once. */
export const takeIn = (
  id: string,
  key: string,
  body: Record<string, unknown>,
): Promise<Answer<Receipt>> =>
  send('POST', '/cases', { body: { id, ...body }, headers: { 'Idempotency-Key': key } })
