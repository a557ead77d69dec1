import type { Page } from './cases'
import { client, post, told } from './http'
import { RequestKey } from './keys'
import type { components } from './schema'

export type OwnerFile = components['schemas']['OwnerFile']
export type OwnerFileEntry = components['schemas']['OwnerFileEntry']
export type FileLogLine = components['schemas']['FileLogLine']
export type FileReason = components['schemas']['FileReason']

export const CENTRE_FOLDER = 'centre-folder'

/** Units that have something filed. */
export const listOwnerFiles = (q: string, cursor: string | null): Promise<Page<OwnerFile>> =>
  told(client.GET('/api/v1/owner-files', { params: { query: { q: q || undefined, cursor } } }))

/** What is in a file; it has to be opened with a reason first. */
export const listEntries = (folder: string, cursor: string | null): Promise<Page<OwnerFileEntry>> =>
  told(
    client.GET('/api/v1/owner-files/{folder}', { params: { path: { folder }, query: { cursor } } }),
  )

const fresh = () => ({ 'Idempotency-Key': new RequestKey().for({}) })

export const openFile = (folder: string, reason: FileReason, note: string): Promise<unknown> =>
  post(`/owner-files/${folder}/viewings`, { reason, note: note || null }, fresh())

export interface Loan {
  borrowed_by: string
  due_on: string
  reason: FileReason
  note: string | null
}

export const lendFile = (folder: string, loan: Loan): Promise<unknown> =>
  post(`/owner-files/${folder}/borrowings`, loan, fresh())

export const takeBack = (borrowing: string): Promise<unknown> =>
  post(`/owner-files/borrowings/${borrowing}/return`, {}, {})

/** Who looked, and who has it. */
export const listLog = (folder: string): Promise<Page<FileLogLine>> =>
  told(
    client.GET('/api/v1/owner-files/log', {
      params: {
        query: folder === CENTRE_FOLDER ? { centre_folder: true } : { unit_id: folder },
      },
    }),
  )
