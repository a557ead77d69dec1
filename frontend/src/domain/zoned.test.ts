import { describe, expect, it } from 'vitest'
import { momentOf, wallClockOf } from './zoned'

describe('a wall clock of a zone', () => {
  it('names one moment, and the moment names it again', () => {
    expect(momentOf('2026-04-12T10:40', 'Asia/Shanghai')).toBe('2026-04-12T02:40:00.000Z')
    expect(wallClockOf('2026-04-12T02:40:00Z', 'Asia/Shanghai')).toBe('2026-04-12T10:40')
  })

  it('holds on both sides of the night on which a zone shifts its clock', () => {
    for (const clock of ['2026-03-29T01:30', '2026-03-29T03:30', '2026-10-25T12:00'])
      expect(wallClockOf(momentOf(clock, 'Europe/Berlin'), 'Europe/Berlin')).toBe(clock)
  })

  it('refuses what is no time', () => {
    expect(() => momentOf('soon', 'Asia/Shanghai')).toThrow(RangeError)
  })
})
