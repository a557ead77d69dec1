import { client, told } from './http'
import type { components } from './schema'

export type CallbackOwed = components['schemas']['CallbackOwed']
export type CallbackWork = components['schemas']['CallbackWork']

export interface CallbackFilter {
  overdue?: boolean
  /** Without those the one who asks has worked on. */
  mine?: boolean
}

/** Who is still to be asked how it went, and how to ask. */
export const listCallbacks = (
  cursor: string | null,
  wanted: CallbackFilter = {},
): Promise<CallbackWork> =>
  told(client.GET('/api/v1/callbacks', { params: { query: { ...wanted, cursor } } }))
