import { shallowRef } from 'vue'
import { listStaff } from '@/api/duty'
import { kept } from '@/api/kept'

const staff = kept(listStaff, 5 * 60_000)
const names = shallowRef<ReadonlyMap<string, string>>(new Map())

/** What the people on a roster are called; the beginning of the id until that is known. */
export function useStaff(): { nameOf: (person: string) => string } {
  staff().then(
    (people) => (names.value = new Map(people.map((person) => [person.id, person.name]))),
    () => undefined, // The id stands in then.
  )
  return { nameOf: (person) => names.value.get(person) ?? person.slice(0, 8) }
}
