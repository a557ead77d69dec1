import type { Page } from './cases'
import { client, send, told } from './http'
import type { components } from './schema'

type Schemas = components['schemas']

/** One condition of a rule, whatever it asks; the service says which names and values there are. */
export interface Condition {
  test: string
  of?: Condition | Condition[]
  one_of?: (string | number)[]
  any_of?: string[]
  apart_from?: string[]
  at_least?: number | null
  at_most?: number | null
  since?: string
  until?: string
  yes?: boolean
}

export interface DueTime {
  setting: string
  amount: number
}

export type Outcome = Record<string, string | boolean | string[] | DueTime[] | null | undefined>

export interface Rule {
  id: string
  name: { zh: string; en: string }
  stage: string
  when: Condition
  then: Outcome
  clause?: string | null
  reason?: string | null
  in_use: boolean
}

export type RuleSet = Omit<Schemas['RuleSet'], 'rules'> & { rules: Rule[] }
export type RuleSetVersion = Schemas['RuleSetVersion']
export type Terms = Schemas['TermsOut']
export type Term = Schemas['TermOut']
export type Check = Schemas['CheckOut']
export type Explanation = Schemas['ExplanationOut']
export type Replay = Schemas['ReplayOut']
export type FactsAsked = Partial<Schemas['FactsAsked']>

const VERSION = '/routing-rules/versions'
const JSON_BODY = { 'Content-Type': 'application/json' }
const seen = (version: number) => ({ 'If-Match': `"${version}"` })

export const readTerms = (): Promise<Terms> => told(client.GET('/api/v1/routing-rules/terms'))

export const listVersions = (cursor: string | null): Promise<Page<RuleSetVersion>> =>
  told(client.GET('/api/v1/routing-rules/versions', { params: { query: { cursor } } }))

export const readInForce = (): Promise<RuleSet> =>
  told(client.GET('/api/v1/routing-rules')) as unknown as Promise<RuleSet>

export const readVersion = (number: number): Promise<RuleSet> =>
  told(
    client.GET('/api/v1/routing-rules/versions/{number}', { params: { path: { number } } }),
  ) as unknown as Promise<RuleSet>

export const beginDraft = (begunFrom: number | null): Promise<RuleSet> =>
  send('POST', VERSION, JSON.stringify({ begun_from: begunFrom }), JSON_BODY)

export const writeRules = (draft: RuleSet): Promise<RuleSet> =>
  send('PUT', `${VERSION}/${draft.number}/rules`, JSON.stringify({ rules: draft.rules }), {
    ...JSON_BODY,
    ...seen(draft.version),
  })

export const publishRules = (draft: RuleSet, reason: string): Promise<RuleSet> =>
  send('POST', `${VERSION}/${draft.number}/publish`, JSON.stringify({ reason }), {
    ...JSON_BODY,
    ...seen(draft.version),
  })

export const checkRules = (number: number): Promise<Check> =>
  send('POST', `${VERSION}/${number}/check`, '{}', JSON_BODY)

export const dryRun = (number: number | null, facts: FactsAsked): Promise<Explanation> =>
  send('POST', '/routing-rules/dry-run', JSON.stringify({ facts, number }), JSON_BODY)

export const replayRules = (
  number: number,
  asked: { recorded_from: string; recorded_to: string; cursor: string | null },
): Promise<Replay> => send('POST', `${VERSION}/${number}/replay`, JSON.stringify(asked), JSON_BODY)
