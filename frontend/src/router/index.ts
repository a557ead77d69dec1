import { nextTick, shallowReactive, shallowRef, type Component } from 'vue'
import { patternOf, read, readQuery, write, writeQuery } from './paths'
import type { Params, Pattern, Query, Target } from './paths'

/*
 * From one page to the next. A hand-made one: what a phone downloads before its first page is counted,
 * and the app needs names, layouts, a guard and the browser's own history, nothing more.
 */

export type { Params, Query, Target }
type Opener = () => Promise<Component | { default: Component }>

/** One page: its address, and the views it is made of, the layout first. */
export interface Page {
  name: string
  path: string
  views: readonly Opener[]
  /** The parts of the address are given to the page itself. */
  props?: boolean
  /** Open to whoever is not signed in. */
  open?: boolean
  /** No page of its own: leads on to another one. */
  leadsTo?: () => Target
}

/** Where somebody is, or wants to go. */
export interface Place {
  name: string
  path: string
  fullPath: string
  params: Params
  query: Query
}

/** Says whether somebody may go there; if not, where they go instead. */
export type Guard = (to: Place, page: Page) => Promise<true | Target>
export interface Router {
  push: (to: Target) => Promise<void>
  replace: (to: Target) => Promise<void>
}
type Way = 'push' | 'replace' | 'back'

const known: { page: Page; pattern: Pattern }[] = []
const opened = new Map<Opener, Component>()
const here = shallowReactive<Place>({ name: '', path: '', fullPath: '', params: {}, query: {} })
let guard: Guard = async () => true
let turn = 0

/** The views of the page that is shown. */
export const shown = shallowRef<{ views: readonly Component[]; props: Params | null }>({
  views: [],
  props: null,
})

export const useRoute = (): Readonly<Place> => here
export const useRouter = (): Router => router
export const router: Router = {
  push: (to) => go(to, 'push'),
  replace: (to) => go(to, 'replace'),
}

/** Learns the pages and who may see them, and opens the one that the address names. */
export function start(pages: readonly Page[], asking: Guard): Promise<void> {
  known.splice(0, known.length, ...pages.map((page) => ({ page, pattern: patternOf(page.path) })))
  guard = asking
  window.addEventListener('popstate', back)
  return go(address(), 'replace')
}

/** The address as it is written; where a name does not exist, that is a mistake of ours. */
export function addressOf(to: Target): string {
  if (typeof to === 'string') return to
  const found = known.find(({ page }) => page.name === (to.name ?? here.name))
  if (!found) throw new Error(`there is no page ${to.name}`)
  const params = to.name ? to.params : { ...here.params, ...to.params }
  return write(found.pattern, params) + writeQuery(to.query)
}

/** Whether somebody stands on that page already, whatever else the address says. */
export function isHere(to: Target): boolean {
  if (typeof to === 'string') return to === here.fullPath
  const wanted = Object.entries(to.params ?? {})
  const same = ([name, value]: [string, unknown]) =>
    (here.params[name] ?? '') === String(value ?? '')
  return to.name === here.name && wanted.every(same)
}

/** A view that was opened once is at hand. */
export async function open(view: Opener): Promise<Component> {
  const known = opened.get(view)
  if (known) return known
  const loaded = await view()
  const component = 'default' in loaded ? loaded.default : loaded
  opened.set(view, component)
  return component
}

async function go(to: Target, way: Way): Promise<void> {
  const mine = ++turn
  const { place, page } = find(addressOf(to))
  if (way !== 'back' && place.fullPath === here.fullPath) return
  const verdict = page.leadsTo?.() ?? (await guard(place, page))
  if (mine !== turn) return
  if (verdict !== true) return go(verdict, way === 'push' ? 'push' : 'replace')
  const views = await Promise.all(page.views.map(open))
  if (mine !== turn) return // Somebody went elsewhere meanwhile.
  if (way === 'push') history.pushState(null, '', place.fullPath)
  if (way === 'replace') history.replaceState(null, '', place.fullPath + location.hash)
  Object.assign(here, place)
  shown.value = { views, props: page.props ? place.params : null }
  if (way !== 'push') return
  await nextTick()
  window.scrollTo(0, 0)
}

function find(address: string): { place: Place; page: Page } {
  const { pathname, search } = new URL(address, location.origin)
  for (const { page, pattern } of known) {
    const params = read(pattern, pathname)
    const query = readQuery(search)
    const place = { name: page.name, path: pathname, fullPath: pathname + search, query }
    if (params) return { page, place: { ...place, params } }
  }
  throw new Error(`nothing is at ${address}`)
}

const address = () => location.pathname + location.search

/** Back or forward; what only moves within a page (`#main`) is the browser's own. */
function back(): void {
  if (address() !== here.fullPath) void go(address(), 'back')
}
