/** A filter of the queue under a name of one's own: what its address says. */
export interface Saved {
  name: string
  query: Record<string, string>
}

const KEPT = 'yingmen.queue'
const MOST = 12

/** The filters this person saved on this device. */
export function savedBy(person: string): Saved[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`${KEPT}.${person}`) ?? '[]')
    return Array.isArray(kept) ? (kept as Saved[]) : []
  } catch {
    return [] // Without storage there are none.
  }
}

/** Keeps one; the same name again takes its place. */
export function keepFilter(person: string, filter: Saved): Saved[] {
  const others = savedBy(person).filter((each) => each.name !== filter.name)
  return write(person, [...others, filter].slice(-MOST))
}

export const forgetFilter = (person: string, name: string): Saved[] =>
  write(
    person,
    savedBy(person).filter((each) => each.name !== name),
  )

function write(person: string, filters: Saved[]): Saved[] {
  try {
    localStorage.setItem(`${KEPT}.${person}`, JSON.stringify(filters))
  } catch {
    // It holds for this visit.
  }
  return filters
}

/** Whether an address says the same as a filter. */
export function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}
