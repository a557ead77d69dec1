import { describe, expect, it } from 'vitest'
import { agoOf, clockOf, dueOf, stepOf } from './due'

const ZONE = 'Asia/Shanghai'
const now = Date.parse('2026-04-12T10:28:00+08:00')

describe('a due time', () => {
  it('says the time of day and how far it is', () => {
    const due = dueOf('2026-04-12T10:40:00+08:00', now, ZONE)
    expect(due.clock).toEqual({ zh: '10:40', en: '10:40' })
    expect(due.distance).toEqual({ zh: '还有 12 分', en: 'in 12 min' })
    expect(due.urgency).toBe('soon')
  })

  it('is not pressing when it is more than an hour away', () => {
    const due = dueOf('2026-04-12T14:00:00+08:00', now, ZONE)
    expect(due.urgency).toBe('later')
    expect(due.distance.zh).toBe('还有 3 小时')
  })

  it('says in words that it is over', () => {
    const due = dueOf('2026-04-12T08:28:00+08:00', now, ZONE)
    expect(due.urgency).toBe('over')
    expect(due.distance).toEqual({ zh: '已逾期 2 小时', en: '2 h overdue' })
  })

  it('takes another step exactly when its words do', () => {
    const at = '2026-04-12T10:40:00+08:00'
    const seconds = Array.from({ length: 1_500 }, (_, second) => now + second * 1000)
    const said = seconds.map((moment) => JSON.stringify(dueOf(at, moment, ZONE)))
    const steps = seconds.map((moment) => stepOf(at, moment))
    const turns = (all: string[]) => all.flatMap((each, n) => (n && each !== all[n - 1] ? [n] : []))
    expect(turns(steps)).toEqual(expect.arrayContaining(turns(said)))
    expect(turns(steps).length).toBeLessThan(40)
  })

  it('is over from the very moment on, before a whole minute has passed', () => {
    const due = dueOf('2026-04-12T10:27:50+08:00', now, ZONE)
    expect(due.urgency).toBe('over')
    expect(due.distance.zh).toBe('现在到期')
  })

  it('names the day when it is another one in the zone of the centre', () => {
    expect(clockOf('2026-04-13T00:30:00+08:00', now, ZONE).zh).toBe('明天 00:30')
    expect(clockOf('2026-04-11T23:59:00+08:00', now, ZONE).zh).toBe('昨天 23:59')
    expect(clockOf('2026-04-20T09:00:00+08:00', now, ZONE)).toEqual({
      zh: '4月20日 09:00',
      en: '20 Apr 09:00',
    })
    expect(clockOf('2025-10-27T08:38:00+08:00', now, ZONE)).toEqual({
      zh: '2025年10月27日 08:38',
      en: '27 Oct 2025 08:38',
    })
  })

  it('shows the same moment in another zone differently', () => {
    expect(clockOf('2026-04-12T10:40:00+08:00', now, 'Europe/Berlin').zh).toBe('04:40')
  })

  it('counts days as people do', () => {
    expect(dueOf('2026-04-14T10:28:00+08:00', now, ZONE).distance).toEqual({
      zh: '还有 2 天',
      en: 'in 2 days',
    })
  })
})

describe('a time ago', () => {
  it('is told in the largest unit that says something', () => {
    expect(agoOf('2026-04-12T10:27:50+08:00', now).zh).toBe('刚刚')
    expect(agoOf('2026-04-12T10:20:00+08:00', now)).toEqual({ zh: '8 分前', en: '8 min ago' })
    expect(agoOf('2026-04-11T09:28:00+08:00', now).zh).toBe('1 天前')
  })
})
