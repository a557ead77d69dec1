import { client, post, told } from './http'
import { newId } from './keys'
import type { components } from './schema'

export type AlikeCases = components['schemas']['LikeCases']

export const alikeTo = (id: string): Promise<AlikeCases> =>
  told(client.GET('/api/v1/cases/{case_id}/alike', { params: { path: { case_id: id } } }))

/** Says that two matters belong together; both histories tell it. */
export const linkCases = (id: string, other: string): Promise<unknown> =>
  post(`/cases/${id}/link`, { other, relation: 'related' }, { 'Idempotency-Key': newId() })
