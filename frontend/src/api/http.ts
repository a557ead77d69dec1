import type { Client } from 'openapi-fetch'
import { Problem, problemOf, unreached } from './problem'
import type { paths } from './schema'

const ROOT = '/api/v1'

export interface Answer<T> {
  body: T
  /** The version of what was answered, as `If-Match` wants it back. */
  etag: string | null
}

type Listener = () => void
const signedOut = new Set<Listener>()

/** Calls back when the service no longer knows who is asking. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

/** Tells everybody who listens that nobody is signed in any more. */
export function sessionIsOver(): void {
  signedOut.forEach((listener) => listener())
}

/** How far the clock of this device is behind the service's: phones are often wrong. */
let skew = 0
export const now = (): number => Date.now() + skew

/**
 * What the page asked for before the app was there (`start.js`): each answer is taken once, at the start,
 * and none once anything was changed.
 */
let early = window.askedEarly ?? {}
const EARLY = 10_000
setTimeout(() => (early = {}), EARLY)

function ask(request: Request): Promise<Response> {
  if (request.method !== 'GET') early = {}
  const address = request.url.slice(location.origin.length)
  const asked = early[address]
  delete early[address]
  return asked ?? fetch(request)
}

declare global {
  interface Window {
    askedEarly?: Record<string, Promise<Response>>
  }
}

/** Everything goes through here: what is not a yes is thrown as a problem. */
async function reach(request: Request): Promise<Response> {
  const response = await ask(request).catch((thrown: unknown) => {
    throw thrown instanceof DOMException && thrown.name === 'AbortError' ? thrown : unreached()
  })
  setClock(response)
  if (!response.ok) throw await refused(response, new URL(request.url).pathname)
  return response
}

interface Asking {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown> }
  body?: unknown
}

const asking =
  (method: string) =>
  async (path: string, given: Asking = {}) => {
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(given.params?.path?.[name])),
    )
    const headers = new Headers({ Accept: 'application/json' })
    if (given.body !== undefined) headers.set('Content-Type', 'application/json')
    const response = await reach(
      new Request(location.origin + address + searchOf(given.params?.query), {
        method,
        credentials: 'same-origin',
        headers,
        body: given.body === undefined ? undefined : JSON.stringify(given.body),
      }),
    )
    return { data: response.status === 204 ? undefined : await response.json(), response }
  }

/**
 * The client, typed from the service's own description. Only the types are openapi-fetch's: what a
 * phone downloads is the few lines above.
 */
export const client = {
  GET: asking('GET'),
  POST: asking('POST'),
  PUT: asking('PUT'),
  DELETE: asking('DELETE'),
} as unknown as Pick<Client<paths>, 'GET' | 'POST' | 'PUT' | 'DELETE'>

function searchOf(query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each))
  }
  const text = search.toString()
  return text && `?${text}`
}

/** What a call answered. A problem has been thrown before this. */
export async function told<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T
}

/** What a call answered, with the version it has. */
export async function toldWithVersion<T>(
  call: Promise<{ data?: T; response: Response }>,
): Promise<Answer<T>> {
  const { data, response } = await call
  return { body: data as T, etag: response.headers.get('ETag') }
}

/** For addresses that are known only from an answer, such as an action's own. */
export async function send<T>(
  method: string,
  path: string,
  body: BodyInit,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<T> {
  const address = location.origin + ROOT + path
  const response = await reach(
    new Request(address, { method, credentials: 'same-origin', headers, body, signal }),
  )
  return (response.status === 204 ? undefined : await response.json()) as T
}

export const post = <T>(path: string, body: unknown, headers: Record<string, string>): Promise<T> =>
  send('POST', path, JSON.stringify(body), { 'Content-Type': 'application/json', ...headers })

/** A file that is made with the asking: a document printed for a reason that is written down. */
export async function fetchFile(path: string, body: unknown): Promise<Blob> {
  const response = await reach(
    new Request(location.origin + ROOT + path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  return response.blob()
}

async function refused(response: Response, path: string): Promise<Problem> {
  if (response.status === 401 && path !== `${ROOT}/session`) sessionIsOver()
  return problemOf(response)
}

function setClock(response: Response): void {
  const said = Date.parse(response.headers.get('Date') ?? '')
  if (Number.isNaN(said)) return
  const off = said - Date.now()
  // The header knows whole seconds only: smaller differences say nothing.
  skew = Math.abs(off) > 5_000 ? off : 0
}
