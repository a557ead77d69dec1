const KEPT = 'yingmen.tour'

/** Whether this person has put the tour away on this device. */
export function tourIsOver(person: string): boolean {
  try {
    return (localStorage.getItem(KEPT) ?? '').split(' ').includes(person)
  } catch {
    return true // Without storage it would come back every time.
  }
}

export function tourOver(person: string): void {
  try {
    const kept = (localStorage.getItem(KEPT) ?? '').split(' ').filter(Boolean)
    localStorage.setItem(KEPT, [...kept.filter((each) => each !== person), person].join(' '))
  } catch {
    // It is put away for this visit.
  }
}
