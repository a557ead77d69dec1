import { inject, type InjectionKey } from 'vue'
import type { Option } from '@/ui/options'

/** Finds what a field may point to: people, rooms, scripts … by the words written so far. */
export type Lookup = (words: string) => Promise<Option[]>
export type Lookups = Readonly<Record<string, Lookup>>

export const LOOKUPS: InjectionKey<Lookups> = Symbol('lookups')

export function useLookup(type: string): Lookup {
  const lookups = inject(LOOKUPS, {})
  return lookups[type] ?? (() => Promise.resolve([]))
}
