import { client, fetchFile, told } from './http'
import type { components } from './schema'

export type Paper = components['schemas']['Paper']
export type PaperBlock = Paper['blocks'][number]
export type RevealReason = components['schemas']['RevealReason']
export type Query = Record<string, string | undefined>

/** Where a document is had as a file; the browser fetches it itself. */
export function fileAddress(path: string, format: 'pdf' | 'xlsx', query: Query = {}): string {
  const search = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  return `/api/v1${path}?${search.toString()}`
}

/** The document's blocks, as the screen shows and prints them. Every document answers alike. */
export const readPaper = (path: string, query: Query = {}): Promise<Paper> =>
  told<Paper>(
    client.GET(`/api/v1${path}` as '/api/v1/register/document', {
      params: { query: { ...query, format: 'view' } },
    }) as Promise<{ data?: Paper }>,
  )

/** The handling sheet with the contact in full: why is written down with the printing. */
export const printInFull = (id: string, reason: RevealReason, note: string): Promise<Blob> =>
  fetchFile(`/cases/${id}/handling-sheet`, { reason, note: note || null })
