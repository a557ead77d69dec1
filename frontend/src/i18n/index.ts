import { computed, ref, shallowRef } from 'vue'
import { zh } from './zh-CN'

export type MessageKey = keyof typeof zh
export type Messages = Record<MessageKey, string>
export type Locale = 'zh-CN' | 'en'

/** The same sentence in both languages, as the service sends it. */
export interface Words {
  zh: string
  en: string
}

const KEPT = 'yingmen.locale'
const current = ref<Locale>('zh-CN')
const messages = shallowRef<Messages>(zh)

export const locale = computed(() => current.value)

/** Says a message, with its `{names}` filled in. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages.value[key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  )
}

/** Says words that came with both languages. */
export function say(words: Words | null | undefined): string {
  if (!words) return ''
  return current.value === 'en' ? words.en : words.zh
}

export async function setLocale(next: Locale): Promise<void> {
  messages.value = next === 'en' ? (await import('./en')).en : zh
  current.value = next
  document.documentElement.lang = next
  remember(next)
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
