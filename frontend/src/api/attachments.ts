import type { Page } from './cases'
import { post } from './http'
import { newId } from './keys'

export interface Attachment {
  id: string
  name: string | null
  media_type: string
  size: number
  added_at: string
}

export const attachmentsOf = async (_caseId: string): Promise<Page<Attachment>> => ({ items: [] })

export const addressOf = (caseId: string, id: string): string =>
  `/api/v1/cases/${caseId}/attachments/${id}`

/** Adds a picture or a PDF. The id is made here, so that sending it twice keeps one. */
export async function attach(caseId: string, file: File, id = newId()): Promise<void> {
  const body = new FormData()
  body.set('id', id)
  body.set('file', file)
  await post(`/cases/${caseId}/attachments`, body, { 'Idempotency-Key': id })
}
