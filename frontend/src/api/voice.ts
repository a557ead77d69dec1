import { client, send, told } from './http'
import type { Page } from './cases'
import type { components, operations } from './schema'

/* One voice: unified answers, words that wait for approval, the way of suggestions. */

type Schemas = components['schemas']
type Cursor = string | null

export type AnswerScript = Schemas['AnswerScript']
export type ScriptVersion = Schemas['ScriptVersion']
export type Differences = Schemas['Differences']
export type Piece = Schemas['Piece']
export type ScriptUse = Schemas['ScriptUse']
export type ScriptReminder = Schemas['ScriptReminder']
export type ScriptProposal = Schemas['ScriptProposal']
export type WaitingWords = Schemas['WaitingWords']
export type SuggestionLine = Schemas['SuggestionLine']
export type DoneLine = Schemas['DoneLine']
export type Stage = NonNullable<operations['list_suggestions']['parameters']['query']>['stage']
export type CaseRow = Schemas['CaseLine']

export interface Wording {
  say: string
  do_not_say: string | null
  background: string | null
  effective_to: string | null
}

const edit = <T>(method: string, path: string, body: unknown, version?: number): Promise<T> =>
  send(method, path, JSON.stringify(body), {
    'Content-Type': 'application/json',
    ...(version === undefined
      ? { 'Idempotency-Key': crypto.randomUUID() }
      : { 'If-Match': `"${version}"` }),
  })

/** All of them, or those in which the words occur, best fit first. */
export const listScripts = async (q?: string): Promise<AnswerScript[]> =>
  (await told(client.GET('/api/v1/answer-scripts', { params: { query: { limit: 200, q } } }))).items
export const listReminders = (): Promise<ScriptReminder[]> =>
  told(client.GET('/api/v1/answer-scripts/reminders'))
export const listProposals = (): Promise<ScriptProposal[]> =>
  told(client.GET('/api/v1/script-proposals'))
export const versionsOf = (script_id: string): Promise<ScriptVersion[]> =>
  told(
    client.GET('/api/v1/answer-scripts/{script_id}/versions', { params: { path: { script_id } } }),
  )
export const differencesOf = (version: ScriptVersion, since: number | null): Promise<Differences> =>
  told(
    client.GET('/api/v1/answer-scripts/{script_id}/versions/{version_id}/differences', {
      params: {
        path: { script_id: version.script_id, version_id: version.id },
        query: { since },
      },
    }),
  )
export const usesOf = (script_id: string, cursor: Cursor): Promise<Page<ScriptUse>> =>
  told(
    client.GET('/api/v1/answer-scripts/{script_id}/uses', {
      params: { path: { script_id }, query: { cursor } },
    }),
  )
export const toTell = (script_id: string, cursor: Cursor): Promise<Page<CaseRow>> =>
  told(
    client.GET('/api/v1/answer-scripts/{script_id}/to-tell', {
      params: { path: { script_id }, query: { cursor } },
    }),
  )

export const beginScript = (topic: string, wording: Wording): Promise<AnswerScript> =>
  edit('POST', '/answer-scripts', { topic, ...wording })
export const draftVersion = (script: string, wording: Wording): Promise<ScriptVersion> =>
  edit('POST', `/answer-scripts/${script}/versions`, wording)
export const changeDraft = (draft: ScriptVersion, wording: Wording): Promise<ScriptVersion> =>
  edit('PATCH', pathOf(draft), wording, draft.version)

export const nameOwner = (script: AnswerScript, owner_id: string): Promise<AnswerScript> =>
  edit('PATCH', `/answer-scripts/${script.id}`, { owner_id }, script.version)
export const nameDesignees = (script: AnswerScript, person_ids: string[]): Promise<AnswerScript> =>
  edit('PUT', `/answer-scripts/${script.id}/designees`, { person_ids }, script.version)

/** Submit, approve, send back or withdraw the wording as it was seen. */
export const stepOf = (
  version: ScriptVersion,
  step: 'submit' | 'approve' | 'send-back' | 'withdraw',
  body: Record<string, string> = {},
): Promise<ScriptVersion> => edit('POST', `${pathOf(version)}/${step}`, body, version.version)

const pathOf = (version: ScriptVersion) =>
  `/answer-scripts/${version.script_id}/versions/${version.id}`

export const listApprovals = (cursor: Cursor): Promise<Page<WaitingWords>> =>
  told(client.GET('/api/v1/approvals', { params: { query: { cursor } } }))
export const ruleOn = (
  words: WaitingWords,
  rule: 'approve' | 'reject',
  remark: string,
): Promise<unknown> =>
  edit('POST', `/cases/${words.case_id}/${rule}`, { remark: remark || null }, words.version)

export const listSuggestions = (stage: Stage, cursor: Cursor): Promise<Page<SuggestionLine>> =>
  told(client.GET('/api/v1/suggestions', { params: { query: { stage, cursor } } }))
export const listDone = (cursor: Cursor): Promise<Page<DoneLine>> =>
  told(client.GET('/api/v1/suggestions/board', { params: { query: { cursor } } }))
