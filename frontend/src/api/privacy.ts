import type { Days } from '@/domain/period'
import type { Page } from './cases'
import { client, post, told } from './http'
import { newId } from './keys'
import type { components } from './schema'

type Schemas = components['schemas']
export type PrivacyRequest = Schemas['RequestOut']
export type AccessReport = Schemas['AccessReport']
export type Notice = Schemas['Notice']
export type Erasure = Schemas['ErasureOut']

export const listRequests = (
  state: PrivacyRequest['state'] | undefined,
  cursor: string | null,
): Promise<Page<PrivacyRequest>> =>
  told(client.GET('/api/v1/privacy/requests', { params: { query: { state, cursor } } }))

export const takeRequestDown = (body: unknown): Promise<PrivacyRequest> =>
  post('/privacy/requests', body, { 'Idempotency-Key': newId() })

export const decideRequest = (id: string, body: unknown): Promise<PrivacyRequest> =>
  post(`/privacy/requests/${id}/decision`, body, { 'Idempotency-Key': newId() })

/** Everything held of a resident, to be handed over: the showing is written down. */
export const copyOf = (id: string): Promise<unknown> => post(`/privacy/requests/${id}/copy`, {}, {})

export const readAccess = (days: Days): Promise<AccessReport> =>
  told(
    client.GET('/api/v1/privacy/access-report', {
      params: { query: { from_day: days.from, to_day: days.to } },
    }),
  )

export const readNotice = (): Promise<Notice> => told(client.GET('/api/v1/privacy/notice'))

export const listErasures = (cursor: string | null): Promise<Page<Erasure>> =>
  told(client.GET('/api/v1/privacy/erasures', { params: { query: { cursor, limit: 20 } } }))

interface Shown {
  contact: string
}

/** A contact in full, with the reason that is written down. */
export const revealContact = async (path: string, body: unknown): Promise<string> =>
  (await post<Shown>(path, body, {})).contact
