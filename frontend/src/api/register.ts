import type { Page } from './cases'
import { client, told } from './http'
import type { components } from './schema'

/** One line of the desk's register: everything accepted stands there. */
export type RegisterEntry = components['schemas']['RegisterRow']

export const listRegister = (cursor: string | null, q?: string): Promise<Page<RegisterEntry>> =>
  told(client.GET('/api/v1/register', { params: { query: { latest_first: true, cursor, q } } }))
