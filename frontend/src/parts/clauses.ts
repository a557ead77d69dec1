import type { InjectionKey, Ref } from 'vue'
import type { Words } from '@/i18n'

/** The clauses in our own short words, by their number. */
export const CLAUSES: InjectionKey<Readonly<Ref<Record<string, Words>>>> = Symbol('clauses')
