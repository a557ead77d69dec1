import { shelved } from '@/offline/shelf'
import { client, told } from './http'
import { kept } from './kept'
import type { components } from './schema'

const MINUTES = 5 * 60_000

type Schemas = components['schemas']

export type Building = Schemas['Building']
export type Unit = Schemas['Unit']
export type Resident = Schemas['Resident']

export async function findUnits(q: string, limit = 12): Promise<Unit[]> {
  const query = { q: q || undefined, limit }
  return (await told(client.GET('/api/v1/units', { params: { query } }))).items
}

export const listBuildings = kept(
  shelved('buildings', async (): Promise<Building[]> => {
    const query = { limit: 200 }
    return (await told(client.GET('/api/v1/buildings', { params: { query } }))).items.filter(
      (building) => building.in_use,
    )
  }),
  MINUTES,
)

export const listAreas = kept(async (): Promise<Schemas['Area'][]> => {
  const query = { limit: 200 }
  return (await told(client.GET('/api/v1/areas', { params: { query } }))).items
}, MINUTES)

export async function findResidents(name: string, limit = 12): Promise<Resident[]> {
  const query = { name: name || undefined, limit }
  return (await told(client.GET('/api/v1/residents', { params: { query } }))).items
}
