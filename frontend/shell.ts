import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
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
/** What somebody on patrol may open; with everything those pages load later. */
const CARRIED = [
  /layouts\/PatrolLayout/,
  /features\/patrol\//,
  /features\/sign-in\//,
  /features\/case\/CaseScreen/,
]
/** A first view of each route: what the browser loads before anything can be seen. */
const ROUTES: Record<string, RegExp[]> = {
  'phone, my tasks': [/layouts\/PatrolLayout/, /patrol\/TasksScreen/, /patrol\/TaskCard/],
  'phone, help': [/layouts\/PatrolLayout/, /patrol\/CaptureScreen/],
  'phone, outbox': [/layouts\/PatrolLayout/, /patrol\/OutboxScreen/],
  'desk, today': [/layouts\/DeskLayout/, /today\/TodayScreen/],
  'desk, intake': [/layouts\/DeskLayout/, /intake\/IntakeScreen/],
  'desk, a case': [/layouts\/DeskLayout/, /case\/CaseScreen/],
  'sign-in': [/sign-in\/SignInScreen/],
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
      writeFileSync(`${folder}/weights.json`, JSON.stringify(weights(bundle, entry), null, 2))
    },
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
    open.push(...chunk.imports, ...(later && name !== entry ? chunk.dynamicImports : []))
  }
  return found
}

function weights(bundle: Bundle, entry: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(ROUTES).map(([route, modules]) => [
      route,
      sum([...reach(bundle, [entry, ...matching(bundle, modules)], entry, false)], bundle),
    ]),
  )
}

const sum = (names: readonly string[], bundle: Bundle): number =>
  names.reduce((total, name) => {
    const chunk = bundle[name]
    return total + (chunk?.type === 'chunk' ? gzipSync(chunk.code, { level: 9 }).length : 0)
  }, 0)
