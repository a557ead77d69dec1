import { computed, ref } from 'vue'
import { chapters, common, type ChapterName, type Locale } from './chapters'
import { actsZh } from './zh-CN/acts'
import { sharedZh } from './zh-CN/shared'
import type { zh } from './zh-CN'

export type MessageKey = keyof typeof zh
export type { ChapterName, Locale }

/** The same sentence in both languages, as the service sends it. */
export interface Words {
  zh: string
  en: string
}

const KEPT = 'yingmen.locale'
const current = ref<Locale>('zh-CN')
const spoken: Record<Locale, Record<string, string>> = {
  'zh-CN': { ...sharedZh, ...actsZh },
  en: {},
}
const wanted = new Set<ChapterName>()
const brought: Record<Locale, Set<string>> = { 'zh-CN': new Set(['common']), en: new Set() }

export const locale = computed(() => current.value)

/** Says a message, with its `{names}` filled in. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return (spoken[current.value][key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  )
}

/** Says words that came with both languages. */
export function say(words: Words | null | undefined): string {
  if (!words) return ''
  return current.value === 'en' ? words.en : words.zh
}

/** Loads the words of these chapters; a page asks for its own before it is shown. */
export async function bring(...names: ChapterName[]): Promise<void> {
  for (const name of names) wanted.add(name)
  await load(current.value)
}

export async function setLocale(next: Locale): Promise<void> {
  await load(next)
  current.value = next
  document.documentElement.lang = next
  remember(next)
}

async function load(into: Locale): Promise<void> {
  const missing = (['common', ...wanted] as const).filter((name) => !brought[into].has(name))
  if (!missing.length) return
  await Promise.all(
    missing.map(async (name) => {
      Object.assign(spoken[into], await (name === 'common' ? common() : chapters[name][into]()))
      brought[into].add(name)
    }),
  )
  // A page may have asked for its words while these were on their way.
  await load(into)
}

/** The language of the last visit; Chinese where there was none. */
export async function recallLocale(): Promise<void> {
  if (recalled() === 'en') await setLocale('en')
}

function remember(next: Locale): void {
  try {
    localStorage.setItem(KEPT, next)
  } catch {
    // Without storage the choice lasts for this visit.
  }
}

function recalled(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}
