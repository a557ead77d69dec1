/** Entries that came of one act: one moment, one hand. */
export interface Act<E> {
  at: string
  by: string | null
  entries: E[]
}

interface Entry {
  at: string
  by: string | null
}

/** Groups a journal into acts, in its own order. */
export function actsOf<E extends Entry>(journal: readonly E[]): Act<E>[] {
  const acts: Act<E>[] = []
  for (const entry of journal) {
    const last = acts.at(-1)
    if (last && last.at === entry.at && last.by === entry.by) last.entries.push(entry)
    else acts.push({ at: entry.at, by: entry.by, entries: [entry] })
  }
  return acts
}
