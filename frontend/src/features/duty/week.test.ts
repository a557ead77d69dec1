import { describe, expect, it } from 'vitest'
import type { Shift } from '@/api/duty'
import { hoursOf, rowsOf, weekOf } from './week'

const ZONE = 'Asia/Shanghai'
const shift = (person: string, role: string, starts: string): Shift =>
  ({ id: starts, person_id: person, role, starts_at: starts, ends_at: starts }) as Shift

describe('a roster week', () => {
  it('begins on Monday, over the turn of a month', () => {
    expect(weekOf('2026-05-03')[0]).toBe('2026-04-27')
    expect(weekOf('2026-04-27')).toHaveLength(7)
  })

  it('lets hours that end before they start end on the next day', () => {
    expect(hoursOf('2026-04-30', '20:00', '08:00', ZONE)).toEqual([
      '2026-04-30T12:00:00.000Z',
      '2026-05-01T00:00:00.000Z',
    ])
  })

  it('puts a shift on the day it begins in the zone of the centre, posts in their order', () => {
    const days = weekOf('2026-04-27')
    const rows = rowsOf(
      [
        shift('b', 'patrol_guard', '2026-04-27T16:30:00Z'),
        shift('a', 'duty_engineer', '2026-04-27T00:00:00Z'),
        shift('a', 'duty_engineer', '2026-05-09T00:00:00Z'),
      ],
      days,
      ZONE,
      (person) => person,
      ['patrol_guard', 'duty_engineer'],
    )
    expect(rows.map((row) => row.role)).toEqual(['patrol_guard', 'duty_engineer'])
    expect(rows[0]?.days[1]).toHaveLength(1)
    expect(rows[1]?.days[0]).toHaveLength(1)
  })
})
