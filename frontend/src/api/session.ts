import { client, told } from './http'
import type { components, operations } from './schema'

export type Session = components['schemas']['Session']
/** Something the service does, by its id in the description. */
export type Operation = keyof operations

export const signIn = (login: string, password: string): Promise<Session> =>
  told(client.POST('/api/v1/session', { body: { login, password } }))

export const whoIsSignedIn = (): Promise<Session> => told(client.GET('/api/v1/session'))

export async function signOut(): Promise<void> {
  await client.DELETE('/api/v1/session')
}
