import { describe, expect, it } from 'vitest'
import { columnsOf, countOf, isDay, isMonth, monthOf } from './period'

describe('days of a report', () => {
  it('knows the months around the turn of a year and in a leap year', () => {
    expect(monthOf('2026-01-15', -1)).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(monthOf('2024-01-31', 1)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(isMonth(monthOf('2026-04-09'))).toBe(true)
    expect(isMonth({ from: '2026-04-01', to: '2026-04-29' })).toBe(false)
  })

  it('tells a day from what is none', () => {
    expect(isDay('2026-04-12')).toBe(true)
    for (const none of ['2026-4-12', '2026-13-01', '', undefined, ['2026-04-12']])
      expect(isDay(none)).toBe(false)
  })

  it('shows a day on which nothing came, too', () => {
    const days = { from: '2026-04-01', to: '2026-04-03' }
    const columns = columnsOf(days, [{ day: '2026-04-02', found: 5 }])
    expect(columns.map((column) => column.found)).toEqual([0, 5, 0])
  })

  it('adds days up to months where they are many, and loses none', () => {
    const days = { from: '2025-11-15', to: '2026-02-10' }
    const found = [
      { day: '2025-11-15', found: 2 },
      { day: '2025-12-31', found: 3 },
      { day: '2026-02-10', found: 4 },
    ]
    const columns = columnsOf(days, found)
    expect(countOf(days)).toBe(88)
    expect(columns.map((column) => column.found)).toEqual([2, 3, 0, 4])
    expect(columns.at(-1)).toMatchObject({ from: '2026-02-01', to: '2026-02-10' })
  })
})
