import { Problem, problemOf, unreached } from './problem'

const ROOT = '/api/v1'

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>

export interface Answer<T> {
  body: T
  /** The version of what was answered, as `If-Match` wants it back. */
  etag: string | null
  status: number
}

interface Sending {
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

type Listener = () => void
const signedOut = new Set<Listener>()

/** Calls back when the service no longer knows who is asking. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

/** How far the clock of this device is behind the service's: phones are often wrong. */
let skew = 0
export const now = (): number => Date.now() + skew

export async function send<T>(
  method: string,
  path: string,
  sending: Sending = {},
): Promise<Answer<T>> {
  const response = await reach(method, path, sending)
  setClock(response)
  if (!response.ok) throw await refused(response, path)
  const body = response.status === 204 ? undefined : await response.json()
  return { body: body as T, etag: response.headers.get('ETag'), status: response.status }
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return (await send<T>('GET', path, { query, signal })).body
}

async function reach(method: string, path: string, sending: Sending): Promise<Response> {
  const json = sending.body !== undefined && !(sending.body instanceof FormData)
  try {
    return await fetch(ROOT + path + searchOf(sending.query), {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        ...(json ? { 'Content-Type': 'application/json' } : {}),
        ...sending.headers,
      },
      body: json ? JSON.stringify(sending.body) : (sending.body as FormData | undefined),
      signal: sending.signal,
    })
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown
    throw unreached()
  }
}

async function refused(response: Response, path: string): Promise<Problem> {
  if (response.status === 401 && path !== '/session') signedOut.forEach((listener) => listener())
  return problemOf(response)
}

function setClock(response: Response): void {
  const told = Date.parse(response.headers.get('Date') ?? '')
  if (Number.isNaN(told)) return
  const off = told - Date.now()
  // The header knows whole seconds only: smaller differences say nothing.
  skew = Math.abs(off) > 5_000 ? off : 0
}

function searchOf(query: Query | undefined): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue
    if (Array.isArray(value)) value.forEach((each: string) => search.append(name, each))
    else search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}
