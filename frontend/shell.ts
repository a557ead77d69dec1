import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Plugin, Rollup } from 'vite'

type Bundle = Rollup.OutputBundle

const PUBLIC = [
  '/index.html',
  '/theme.js',
  '/mark.svg',
  '/manifest.webmanifest',
  '/app-icon-192.png',
]
/** What somebody on patrol may open; with everything those pages load later, and their words. */
const CARRIED = [
  /layouts\/PatrolLayout/,
  /features\/patrol\//,
  /features\/sign-in\//,
  /features\/case\/CaseScreen/,
  /features\/duty\/HandOverScreen/,
  /i18n\/(zh-CN|en)\/(shared|acts|patrol|offline|case|duty)/,
]
/** Where the words of all pages are asked for: no page needs them all. */
const WORDS = /i18n\/chapters/

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
/** A first view of each route, and what it may weigh. */
const ROUTES: Record<string, { modules: RegExp[]; budget: number }> = {
  'phone, my tasks': { modules: [...PHONE, /patrol\/TasksScreen/], budget: 76 * KB },
  'phone, help': { modules: [...PHONE, /patrol\/CaptureScreen/], budget: 83 * KB },
  'phone, outbox': { modules: [...PHONE, /patrol\/OutboxScreen/], budget: 72 * KB },
  'desk, today': { modules: [...DESK, /today\/TodayScreen/], budget: 100 * KB },
  'desk, intake': { modules: [...DESK, /intake\/IntakeScreen/, words('case')], budget: 100 * KB },
  'desk, a case': { modules: [...DESK, /case\/CaseScreen/, words('case')], budget: 100 * KB },
  'sign-in': { modules: [/sign-in\/SignInScreen/], budget: 62 * KB },
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

/** Beside each file its gzip, so that the service packs nothing while somebody waits. */
function pack(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of files.filter((each) => PACKED.test(each))) {
    writeFileSync(`${folder}/${name}.gz`, gzipSync(readFileSync(`${folder}/${name}`), { level: 9 }))
  }
}

function entryOf(bundle: Bundle): string {
  const found = Object.values(bundle).find((each) => each.type === 'chunk' && each.isEntry)
  if (!found) throw new Error('the entry of the app was not built')
  return found.fileName
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
