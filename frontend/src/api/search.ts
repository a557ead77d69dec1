import { client, told } from './http'
import type { components } from './schema'

/* One question to everything; it goes in the body, so that no log holds a telephone number. */

type Schemas = components['schemas']
export type Everything = Schemas['Everything']
export type FoundResident = Schemas['Resident']

const LONGEST = 80

export const findEverything = (q: string, limit = 6): Promise<Everything> =>
  told(client.POST('/api/v1/search', { body: { q: q.slice(0, LONGEST), limit } }))
export const findResidents = (q: string, cursor: string | null) =>
  told(
    client.POST('/api/v1/residents/search', {
      params: { query: { cursor } },
      body: { q: q.slice(0, LONGEST) },
    }),
  )
