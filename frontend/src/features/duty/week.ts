import type { Shift } from '@/api/duty'
import { momentOf, wallClockOf } from '@/domain/zoned'

/** One person in one post, with the shifts of the week by day. */
export interface RosterRow {
  key: string
  person: string
  role: string
  days: Shift[][]
}

const DAY = 86_400_000

/** The seven dates of the week a date lies in, Monday first. */
export function weekOf(date: string): string[] {
  const noon = Date.parse(`${date}T12:00:00Z`)
  const back = (new Date(noon).getUTCDay() + 6) % 7
  return [0, 1, 2, 3, 4, 5, 6].map((day) =>
    new Date(noon + (day - back) * DAY).toISOString().slice(0, 10),
  )
}

export const movedBy = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10)

export const dateIn = (at: string | number, zone: string): string =>
  wallClockOf(at, zone).slice(0, 10)
export const timeIn = (at: string, zone: string): string => wallClockOf(at, zone).slice(11)

/** A shift from what is typed: hours that end before they start end on the next day. */
export function hoursOf(
  date: string,
  starts: string,
  ends: string,
  zone: string,
): [string, string] {
  const following = ends > starts ? date : movedBy(date, 1)
  return [momentOf(`${date}T${starts}`, zone), momentOf(`${following}T${ends}`, zone)]
}

/** Who is rostered in the week, by post and name. A shift stands on the day it begins. */
export function rowsOf(
  shifts: Shift[],
  days: string[],
  zone: string,
  nameOf: (person: string) => string,
  order: string[],
): RosterRow[] {
  const rows = new Map<string, RosterRow>()
  for (const shift of shifts) {
    const at = days.indexOf(dateIn(shift.starts_at, zone))
    if (at < 0) continue
    const key = `${shift.role} ${shift.person_id}`
    const row = rows.get(key) ?? {
      key,
      person: shift.person_id,
      role: shift.role,
      days: days.map(() => []),
    }
    row.days[at]?.push(shift)
    rows.set(key, row)
  }
  const place = (role: string) => order.indexOf(role)
  return [...rows.values()].sort(
    (a, b) =>
      place(a.role) - place(b.role) || nameOf(a.person).localeCompare(nameOf(b.person), 'zh-CN'),
  )
}
