import { shallowRef, type Ref } from 'vue'
import { readClauses } from '@/api/house'
import type { Words } from '@/i18n'

const clauses = shallowRef<Readonly<Record<string, Words>>>({})

/** The clauses in our own short words, by their number; asked for when the first one is shown. */
export function useClauses(): Readonly<Ref<Readonly<Record<string, Words>>>> {
  readClauses().then(
    (known) => (clauses.value = known),
    () => undefined, // The number alone says enough until they can be read.
  )
  return clauses
}
