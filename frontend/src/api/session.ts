import { get, send } from './http'

export interface Appointment {
  id: string
  role: string
  area?: { id: string; name: string } | null
  department?: string | null
  acting: boolean
}

export interface Session {
  person: { id: string; name: string }
  centre: { id: string; name: string; time_zone: string }
  appointments: Appointment[]
}

export async function signIn(login: string, password: string): Promise<Session> {
  return (await send<Session>('POST', '/session', { body: { login, password } })).body
}

export const whoIsSignedIn = (): Promise<Session> => get<Session>('/session')

export async function signOut(): Promise<void> {
  await send('DELETE', '/session')
}
