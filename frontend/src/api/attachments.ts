import { client, send, told } from './http'
import { newId } from './keys'
import type { components } from './schema'

export type Attachment = components['schemas']['AttachmentOut']

export async function attachmentsOf(caseId: string): Promise<Attachment[]> {
  const params = { path: { case_id: caseId }, query: { limit: 200 } }
  return (await told(client.GET('/api/v1/cases/{case_id}/attachments', { params }))).items
}

export const addressOf = ({ case_id, id }: Attachment): string =>
  `/api/v1/cases/${case_id}/attachments/${id}`

/** Adds a picture or a PDF. The id is made here, so that sending it twice keeps one. */
export async function attach(caseId: string, file: File, id = newId()): Promise<void> {
  await send('PUT', `/cases/${caseId}/attachments/${id}`, file, {
    'Content-Type': file.type || 'application/octet-stream',
    'X-Attachment-Name': encodeURIComponent(file.name),
  })
}
