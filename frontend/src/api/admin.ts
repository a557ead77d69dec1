import { client, told } from './http'
import type { components } from './schema'

type Schemas = components['schemas']
type Cursor = string | null

export type Person = Schemas['Person']
export type Appointment = Schemas['Appointment']
export type Key = Schemas['Key']
export type Area = Schemas['Area']
export type Building = Schemas['Building']
export type Unit = Schemas['Unit']
export type Resident = Schemas['Resident']
export type DirectoryEntry = Schemas['DirectoryEntry']
export type EmergencyCard = Schemas['EmergencyCard']
export type Topic = Schemas['Topic']
export type Policy = Schemas['Policy']
export type PolicySetting = Schemas['PolicySetting']
export type PolicyChange = Schemas['PolicyChange']

export const pageOfStaff = (cursor: Cursor, q?: string) =>
  told(client.GET('/api/v1/staff', { params: { query: { cursor, q } } }))
export const pageOfAppointments = (cursor: Cursor) =>
  told(client.GET('/api/v1/appointments', { params: { query: { cursor, in_force: true } } }))
export const pageOfKeys = (cursor: Cursor) =>
  told(client.GET('/api/v1/api-keys', { params: { query: { cursor } } }))
export const pageOfAreas = (cursor: Cursor) =>
  told(client.GET('/api/v1/areas', { params: { query: { cursor } } }))
export const pageOfBuildings = (cursor: Cursor) =>
  told(client.GET('/api/v1/buildings', { params: { query: { cursor } } }))
export const pageOfUnits = (cursor: Cursor, q?: string) =>
  told(client.GET('/api/v1/units', { params: { query: { cursor, q } } }))
export const pageOfResidents = (cursor: Cursor) =>
  told(client.GET('/api/v1/residents', { params: { query: { cursor } } }))
export const pageOfDirectory = (cursor: Cursor, q?: string) =>
  told(client.GET('/api/v1/directory', { params: { query: { cursor, q } } }))
export const pageOfTopics = (cursor: Cursor) =>
  told(client.GET('/api/v1/topics', { params: { query: { cursor } } }))
export const emergencyCards = (): Promise<EmergencyCard[]> =>
  told(client.GET('/api/v1/emergency-cards'))

export const readPolicy = (): Promise<Policy> => told(client.GET('/api/v1/policy'))
export const policyChanges = () =>
  told(client.GET('/api/v1/policy/changes', { params: { query: { limit: 50 } } }))

export const givePassword = (id: string, password: string): Promise<unknown> =>
  told(
    client.PUT('/api/v1/staff/{person_id}/password', {
      params: { path: { person_id: id } },
      body: { password },
    }),
  )
export const revokeKey = (id: string): Promise<unknown> =>
  told(client.DELETE('/api/v1/api-keys/{key_id}', { params: { path: { key_id: id } } }))
