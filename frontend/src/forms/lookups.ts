import { inject, type InjectionKey } from 'vue'
import type { Option } from '@/ui/options'

/** Finds what a field may point to: people, rooms, scripts … by the words written so far. */
export type Lookup = (words: string) => Promise<Option[]>
export type LookUp = (type: string, words: string) => Promise<Option[]>

export const LOOKUPS: InjectionKey<LookUp> = Symbol('lookups')

export function useLookup(type: string): Lookup {
  const lookUp = inject(LOOKUPS, () => Promise.resolve([]))
  return (words) => lookUp(type, words)
}
