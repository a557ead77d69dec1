import { newId } from './keys'
import { get, send } from './http'
import type { Page } from './cases'

export interface Attachment {
  id: string
  name: string | null
  media_type: string
  size: number
  added_at: string
  added_by: string | null
}

export const attachmentsOf = (caseId: string): Promise<Page<Attachment>> =>
  get(`/cases/${caseId}/attachments`)

export const addressOf = (caseId: string, id: string): string =>
  `/api/v1/cases/${caseId}/attachments/${id}`

/** Adds a picture or a PDF. The id is made here, so that sending it twice keeps one. */
export async function attach(caseId: string, file: File, id = newId()): Promise<void> {
  const body = new FormData()
  body.set('id', id)
  body.set('file', file)
  await send('POST', `/cases/${caseId}/attachments`, {
    body,
    headers: { 'Idempotency-Key': id },
  })
}
