import { client, told } from './http'
import type { components, operations } from './schema'

export type Session = components['schemas']['Session']
/** Something the service does, by its id in the description. */
export type Operation = keyof operations

export const signIn = (login: string, password: string): Promise<Session> =>
  told(client.POST('/api/v1/session', { body: { login, password } }))

export const whoIsSignedIn = (): Promise<Session> => told(client.GET('/api/v1/session'))

/** Every other session of the person ends with it. */
export const setOwnPassword = async (current: string, next: string): Promise<void> => {
  await told(client.PUT('/api/v1/session/password', { body: { current, new: next } }))
}

export async function signOut(): Promise<void> {
  await client.DELETE('/api/v1/session')
}
