/* Addresses of the app: what a path means, and how it is written. Pure: knows no page and no browser. */

export type Params = Record<string, string>
export type Query = Record<string, string>

/** Where to go: a page by its name, this page with another query, or an address. */
export type Target = string | { name?: string; params?: Wanted; query?: Wanted }
type Wanted = Record<string, string | number | null | undefined>

/** How the addresses of one page look: `/cases/:id`, `/rules/:number(\d+)`, `/papers/:id?`. */
export interface Pattern {
  path: string
  shape: RegExp
  names: string[]
}

const PARAM = /\/:(\w+)(?:\(([^)]*)\))?(\?)?/g

export function patternOf(path: string): Pattern {
  const names: string[] = []
  const shape = path.replace(PARAM, (_, name: string, inner = '[^/]+', optional = '') => {
    names.push(name)
    return `(?:/(${inner}))${optional}`
  })
  return { path, names, shape: new RegExp(`^${shape}/?$`) }
}

/** What the parts of a path say, or nothing where it is not one of these addresses. */
export function read(pattern: Pattern, path: string): Params | null {
  const found = pattern.shape.exec(path)
  if (!found) return null
  const said = pattern.names.flatMap((name, at) => {
    const part = found[at + 1]
    return part ? [[name, plain(part)] as const] : []
  })
  return Object.fromEntries(said)
}

export function write(pattern: Pattern, params: Wanted = {}): string {
  return pattern.path.replace(PARAM, (_, name: string, _inner: string, optional?: string) => {
    const value = params[name]
    if (value || value === 0) return `/${encodeURIComponent(value)}`
    if (optional) return ''
    throw new Error(`${pattern.path} needs ${name}`)
  })
}

export const readQuery = (search: string): Query => Object.fromEntries(new URLSearchParams(search))

export function writeQuery(query: Wanted = {}): string {
  const said = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  )
  return said.length ? `?${new URLSearchParams(said)}` : ''
}

/** As it was typed where it is no proper address: it will simply not be found. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
