import { describe, expect, it } from 'vitest'
import { chapters, type ChapterName } from './chapters'
import { zh } from './zh-CN'
import { actsZh } from './zh-CN/acts'
import { sharedZh } from './zh-CN/shared'

const sources = import.meta.glob<string>('/src/**/*.{ts,vue}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const ROUTER = '/src/app/router.ts'
const keys = Object.keys(zh)

/** The file an import means; none for a package. */
function fileOf(from: string, name: string): string | undefined {
  if (!/^[@.]/.test(name)) return undefined
  const path = name.startsWith('@/')
    ? `/src${name.slice(1)}`
    : new URL(name, `http://house${from}`).pathname
  return ['', '.ts', '.vue', '/index.ts'].map((end) => path + end).find((file) => file in sources)
}

const sourceOf = (file: string): string => sources[file] ?? ''

/** All files a page is made of: those it loads with itself, and those it loads later. */
function filesOf(page: string): Set<string> {
  const found = new Set<string>()
  const open = [page]
  for (let file = open.pop(); file; file = open.pop()) {
    if (found.has(file) || file === ROUTER || file.startsWith('/src/i18n/')) continue
    found.add(file)
    const imports = sourceOf(file).matchAll(/(?:from |import |import\()'([^']+)'/g)
    open.push(...[...imports].flatMap(([, name = '']) => fileOf(file, name) ?? []))
  }
  return found
}

/** Every message a file may say, also those whose last word is only known later. */
function spokenIn(file: string): string[] {
  const source = sourceOf(file)
  const begun = [...source.matchAll(/`(\w+\.[\w.]*)\$\{/g)].map(([, start = '']) => start)
  return keys.filter(
    (key) => source.includes(`'${key}'`) || begun.some((start) => key.startsWith(start)),
  )
}

/** What the router says of each page: where it stands and the words it brings. */
const pages = [
  ...sourceOf(ROUTER).matchAll(/import\('@\/((?:features|layouts)\/[^']+)'\)((?:,\s*'\w+')*)/g),
].map(([, path = '', words = '']) => ({
  path,
  words: [...words.matchAll(/'(\w+)'/g)].map(([, name]) => name as ChapterName),
}))
const layouts = {
  desk: ['desk'],
  patrol: ['patrol', 'offline'],
} satisfies Record<string, ChapterName[]>
const ofPatrol = /features\/patrol|HandOverScreen|CaseScreen/
const ofDesk = /features\/(?!patrol|sign-in)/

/** The layouts a page is shown in, each with its words. */
function shownIn(path: string): ChapterName[][] {
  if (path.startsWith('layouts/')) return [[]]
  const places = [
    ...(ofDesk.test(path) ? [layouts.desk] : []),
    ...(ofPatrol.test(path) ? [layouts.patrol] : []),
  ]
  return places.length ? places : [[]]
}

describe('a page', () => {
  it.each(pages)('$path brings every word it may say', async ({ path, words }) => {
    const said = [...filesOf(`/src/${path}`)].flatMap(spokenIn)
    for (const layout of shownIn(path)) {
      const brought = await Promise.all(
        [...words, ...layout].map((name) => chapters[name]['zh-CN']()),
      )
      const known = Object.assign({ ...sharedZh, ...actsZh }, ...brought) as object
      expect([...new Set(said)].filter((key) => !(key in known))).toEqual([])
    }
  })

  it('is found in the router, with its words', () => {
    expect(pages.length).toBeGreaterThan(20)
    expect(pages.find(({ path }) => path === 'layouts/DeskLayout.vue')?.words).toEqual(layouts.desk)
    expect(pages.find(({ path }) => path === 'layouts/PatrolLayout.vue')?.words).toEqual(
      layouts.patrol,
    )
  })

  it('can say everything there is to say', async () => {
    const all = await Promise.all(Object.values(chapters).map((chapter) => chapter['zh-CN']()))
    const known = Object.assign({ ...sharedZh, ...actsZh }, ...all) as object
    expect(keys.filter((key) => !(key in known))).toEqual([])
  })
})
