import { shelved } from '@/offline/shelf'
import { client, told } from './http'
import type { components } from './schema'

export type DutyLogEntry = components['schemas']['DutyLogEntry']

/** What I wrote in my own duty log, the latest first. */
export const listMyDutyLog = shelved('duty-log', async (): Promise<DutyLogEntry[]> => {
  const params = { query: { limit: 50 } }
  return (await told(client.GET('/api/v1/duty-log', { params }))).items
})
