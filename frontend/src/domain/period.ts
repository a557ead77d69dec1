/** Days as the calendar writes them (`2026-04-12`), and months and ranges of them. */

export interface Days {
  from: string
  to: string
}

const SHAPE = /^\d{4}-\d\d-\d\d$/
const DAY = 86_400_000

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

export const isDay = (said: unknown): said is string =>
  typeof said === 'string' && SHAPE.test(said) && !Number.isNaN(at(said))

/** The month a day lies in, moved on by so many months. */
export function monthOf(day: string, moved = 0): Days {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return {
    from: dayOf(Date.UTC(year, month - 1 + moved, 1)),
    to: dayOf(Date.UTC(year, month + moved, 0)),
  }
}

/** Whether these days are one whole month: then it has a name. */
export function isMonth(days: Days): boolean {
  const month = monthOf(days.from)
  return month.from === days.from && month.to === days.to
}

export const countOf = (days: Days): number => (at(days.to) - at(days.from)) / DAY + 1

export interface Column {
  from: string
  to: string
  found: number
}

const MOST_COLUMNS = 62

/** A count for each day, none left out; for each month where the days are too many to be told apart. */
export function columnsOf(days: Days, found: readonly { day: string; found: number }[]): Column[] {
  const byDay = new Map(found.map((each) => [each.day, each.found]))
  const columns: Column[] = []
  const months = countOf(days) > MOST_COLUMNS
  for (let moment = at(days.from); moment <= at(days.to); moment += DAY) {
    const day = dayOf(moment)
    const last = columns.at(-1)
    if (months && last?.from.slice(0, 7) === day.slice(0, 7)) {
      last.to = day
      last.found += byDay.get(day) ?? 0
    } else columns.push({ from: day, to: day, found: byDay.get(day) ?? 0 })
  }
  return columns
}
