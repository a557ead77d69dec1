import { client, told } from './http'
import type { components } from './schema'

export type CallbackOwed = components['schemas']['CallbackOwed']
export type CallbackWork = components['schemas']['CallbackWork']

/** Who is still to be asked how it went, and how to ask. */
export const listCallbacks = (cursor: string | null): Promise<CallbackWork> =>
  told(client.GET('/api/v1/callbacks', { params: { query: { cursor } } }))
