import { post, send } from './http'
import { newId } from './keys'

const JSON_BODY = { 'Content-Type': 'application/json' }

/** Puts something new into one of the centre's lists. Sent twice, it is there once. */
export const addTo = <T>(path: string, body: unknown): Promise<T> =>
  post<T>(path, body, { 'Idempotency-Key': newId() })

/** Changes what the caller has seen: `version` is the one it had then. */
export const changed = <T>(path: string, body: unknown, version: number): Promise<T> =>
  send<T>('PATCH', path, JSON.stringify(body), { ...JSON_BODY, 'If-Match': `"${version}"` })

/** Puts a whole record in the place of the one seen. */
export const replaced = <T>(path: string, body: unknown, version: number): Promise<T> =>
  send<T>('PUT', path, JSON.stringify(body), { ...JSON_BODY, 'If-Match': `"${version}"` })

/** An act on a record that asks for nothing but the version seen. */
export const done = <T>(path: string, version: number): Promise<T> =>
  post<T>(path, {}, { 'If-Match': `"${version}"` })
