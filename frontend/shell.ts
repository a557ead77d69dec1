import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin, Rollup } from 'vite'

type Bundle = Rollup.OutputBundle

const PUBLIC = ['/index.html', '/mark.svg', '/manifest.webmanifest', '/app-icon-192.png']
/** What somebody on patrol may open; with everything those pages load later, and their words. */
const CARRIED = [
  /layouts\/(PatrolLayout|NoticesBell|PersonPanel)/,
  /app\/afterwards|parts\/chime|ui\/UiToasts/,
  /features\/patrol\//,
  /features\/sign-in\//,
  /features\/case\/CaseScreen/,
  /features\/duty\/HandOverScreen/,
  /i18n\/(zh-CN|en)\/(shared|acts|chapters|patrol|offline|case|duty|door|way)/,
]
/** Where the words of all pages are asked for: no page needs them all. */
const WORDS = /i18n\/(en\/)?chapters/

const PACKED = /\.(js|css|html|svg|webmanifest)$/

interface Weighed {
  /** Gzip of the JavaScript that the browser loads before anything can be seen. */
  bytes: number
  budget: number
}
const words = (chapters: string) => new RegExp(`i18n/zh-CN/(${chapters})\\.ts`)
const PHONE = [/layouts\/PatrolLayout/, words('patrol|offline')]
const DESK = [/layouts\/DeskLayout/, words('desk')]
const KB = 1024
interface Route {
  modules: RegExp[]
  budget: number
  /** Its address, and what it asks the service for at once: both begin before the app is there. */
  at: string
  asks: string[]
}
/** A first view of each route, and what it may weigh. */
const ROUTES: Record<string, Route> = {
  'phone, my tasks': {
    ...{ at: '^/patrol/?$', asks: ['duties?mine=true&limit=200'] },
    ...{ modules: [...PHONE, /patrol\/TasksScreen/], budget: 58 * KB },
  },
  'phone, help': {
    ...{ at: '^/patrol/new/', asks: ['procedure/intake-forms', 'buildings?limit=200'] },
    ...{ modules: [...PHONE, /patrol\/CaptureScreen/], budget: 60 * KB },
  },
  'phone, outbox': {
    ...{ at: '^/patrol/outbox', asks: [] },
    ...{ modules: [...PHONE, /patrol\/OutboxScreen/], budget: 57 * KB },
  },
  'desk, today': {
    ...{ at: '^/today', asks: [] },
    ...{ modules: [...DESK, /today\/TodayScreen/], budget: 70 * KB },
  },
  'desk, intake': {
    ...{ at: '^/intake', asks: ['procedure/intake-forms'] },
    ...{ modules: [...DESK, /intake\/IntakeScreen/, words('case')], budget: 80 * KB },
  },
  'desk, a case': {
    ...{ at: '^/cases/[^/]+$', asks: [] },
    ...{ modules: [...DESK, /case\/CaseScreen/, words('case|way')], budget: 88 * KB },
  },
  'sign-in': {
    ...{ at: '^/sign-in', asks: [] },
    ...{ modules: [/sign-in\/SignInScreen/], budget: 50 * KB },
  },
}

/** The icons' own keys tell strokes apart that never change their places. */
export function bareIcons(): Plugin {
  return {
    name: 'bare-icons',
    transform: (code, id) =>
      id.includes('lucide/vue/dist/esm/icons/') ? code.replace(/,\s*key: "\w+"/g, '') : undefined,
  }
}

/** What every first view begins with stands in the page itself. */
export function startScript(): Plugin {
  let whole = ''
  return {
    name: 'start-script',
    configResolved: ({ root }) =>
      void (whole = readFileSync(`${root}/start.js`, 'utf8').replace(/^\/[*/].*\n/gm, '')),
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        const begins = whole.replace('__FIRST__', JSON.stringify(bundle ? firstOf(bundle) : []))
        return html.replace('<!--start-->', () => `<script>${begins}</script>`)
      },
    },
  }
}

/** Which pieces the first view of each route needs, beside those that every page needs. */
function firstOf(bundle: Bundle): { at: string; asks: string[]; files: string[] }[] {
  const entry = entryOf(bundle)
  return Object.values(ROUTES).map(({ at, asks, modules }) => {
    const files = reach(bundle, matching(bundle, modules), entry, false)
    for (const each of reach(bundle, [entry], entry, false)) files.delete(each)
    return { at, asks, files: [...files].map((name) => `/${name}`) }
  })
}

/** Writes the service worker with the files it keeps, and how heavy each route is. */
export function appShell(): Plugin {
  return {
    name: 'app-shell',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const folder = dir ?? 'dist'
      const entry = entryOf(bundle)
      const carried = reach(bundle, [entry, ...matching(bundle, CARRIED)], entry)
      const styles = Object.keys(bundle).filter((name) => name.endsWith('.css'))
      const shell = [...PUBLIC, ...[...carried, ...styles].sort().map((name) => `/${name}`)]
      const version = createHash('sha256')
      for (const path of shell) version.update(path).update(readFileSync(folder + path))
      const worker = readFileSync(new URL('./src/worker/sw.js', import.meta.url), 'utf8')
        .replace('__VERSION__', version.digest('hex').slice(0, 12))
        .replace('__SHELL__', JSON.stringify(shell))
      writeFileSync(`${folder}/sw.js`, worker)
      const weighed = weights(bundle, entry)
      writeFileSync(`${folder}/weights.json`, JSON.stringify(weighed, null, 2))
      const over = Object.entries(weighed).filter(([, { bytes, budget }]) => bytes > budget)
      pack(folder)
      if (over.length) this.error(`heavier than they may be: ${JSON.stringify(over)}`)
    },
  }
}

/** Beside each file its packed ones, so that the service packs nothing while somebody waits. */
function pack(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of files.filter((each) => PACKED.test(each))) {
    const plain = readFileSync(`${folder}/${name}`)
    writeFileSync(`${folder}/${name}.gz`, gzipSync(plain, { level: 9 }))
    writeFileSync(`${folder}/${name}.br`, brotliCompressSync(plain))
  }
}

function entryOf(bundle: Bundle): string {
  const [found] = matching(bundle, [/src\/app\/main\.ts/])
  if (!found) throw new Error('the entry of the app was not built')
  return found
}

const matching = (bundle: Bundle, modules: readonly RegExp[]): string[] =>
  Object.values(bundle)
    .filter((each) => each.type === 'chunk')
    .filter((each) => each.moduleIds.some((id) => modules.some((wanted) => wanted.test(id))))
    .map((each) => each.fileName)

/** Everything these chunks load, at once or later; what the entry loads later are other pages. */
function reach(bundle: Bundle, from: readonly string[], entry: string, later = true): Set<string> {
  const found = new Set<string>()
  const open = [...from]
  for (let name = open.pop(); name; name = open.pop()) {
    const chunk = bundle[name]
    if (found.has(name) || chunk?.type !== 'chunk') continue
    found.add(name)
    const asksForAll = name === entry || chunk.moduleIds.some((id) => WORDS.test(id))
    open.push(...chunk.imports, ...(later && !asksForAll ? chunk.dynamicImports : []))
  }
  return found
}

function weights(bundle: Bundle, entry: string): Record<string, Weighed> {
  return Object.fromEntries(
    Object.entries(ROUTES).map(([route, { modules, budget }]) => {
      const loaded = reach(bundle, [entry, ...matching(bundle, modules)], entry, false)
      return [route, { bytes: sum([...loaded], bundle), budget }]
    }),
  )
}

const sum = (names: readonly string[], bundle: Bundle): number =>
  names.reduce((total, name) => {
    const chunk = bundle[name]
    return total + (chunk?.type === 'chunk' ? gzipSync(chunk.code, { level: 9 }).length : 0)
  }, 0)
