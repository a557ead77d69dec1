import type { Words } from '@/i18n'

export type Urgency = 'later' | 'soon' | 'over'

/** When something is owed, as a person says it: the time, and how far. */
export interface Due {
  urgency: Urgency
  clock: Words
  distance: Words
  full: Words
}

const MINUTE = 60_000
const HOUR = 60
const DAY = 24 * HOUR
const SOON = HOUR

const TIME = { hour: '2-digit', minute: '2-digit' } as const
const WHOLE_DAY = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
const MONTH_AND_DAY = { month: 'numeric', day: 'numeric' } as const
const YEAR = { year: 'numeric' } as const
const DAY_AND_MONTH = { day: 'numeric', month: 'short' } as const

export function dueOf(at: string, now: number, zone: string): Due {
  const moment = Date.parse(at)
  const minutes = Math.round((moment - now) / MINUTE)
  const urgency = moment < now ? 'over' : minutes <= SOON ? 'soon' : 'later'
  return {
    urgency,
    clock: clockOf(at, now, zone),
    distance: distanceOf(minutes),
    full: fullOf(at, zone),
  }
}

/** Another one as soon as what is said of a due time may be another. */
export const stepOf = (at: string, now: number): string =>
  `${Date.parse(at) < now} ${Math.round((Date.parse(at) - now) / MINUTE)}`

/** The time of day; with the day where it is not today, and the year where it is not this one. */
export function clockOf(at: string, now: number, zone: string): Words {
  const moment = new Date(at)
  const time = format('en-GB', zone, TIME, moment)
  const days = daysBetween(now, moment.getTime(), zone)
  const near: Record<string, Words> = {
    '-1': { zh: `昨天 ${time}`, en: `yesterday ${time}` },
    '0': { zh: time, en: time },
    '1': { zh: `明天 ${time}`, en: `tomorrow ${time}` },
  }
  const [year, today] = [yearOf(moment, zone), yearOf(new Date(now), zone)]
  const elsewhen = year === today ? { zh: '', en: '' } : { zh: `${year}年`, en: ` ${year}` }
  return (
    near[String(days)] ?? {
      zh: `${elsewhen.zh}${dayZh(moment, zone)} ${time}`,
      en: `${dayEn(moment, zone)}${elsewhen.en} ${time}`,
    }
  )
}

/** The whole moment: for titles, print and whoever asks exactly. */
export function fullOf(at: string, zone: string): Words {
  const moment = new Date(at)
  const time = format('en-GB', zone, TIME, moment)
  const day = format('en-CA', zone, WHOLE_DAY, moment)
  return { zh: `${day} ${time}`, en: `${day} ${time}` }
}

/** How long ago, in the largest unit that still tells something. */
export function agoOf(at: string, now: number): Words {
  const minutes = Math.max(0, Math.round((now - Date.parse(at)) / MINUTE))
  if (minutes < 1) return { zh: '刚刚', en: 'just now' }
  const span = spanOf(minutes)
  return { zh: `${span.zh}前`, en: `${span.en} ago` }
}

function distanceOf(minutes: number): Words {
  if (minutes === 0) return { zh: '现在到期', en: 'due now' }
  const span = spanOf(Math.abs(minutes))
  return minutes > 0
    ? { zh: `还有 ${span.zh}`, en: `in ${span.en}` }
    : { zh: `已逾期 ${span.zh}`, en: `${span.en} overdue` }
}

function spanOf(minutes: number): Words {
  if (minutes < HOUR) return { zh: `${minutes} 分`, en: `${minutes} min` }
  if (minutes < DAY) {
    const hours = Math.floor(minutes / HOUR)
    return { zh: `${hours} 小时`, en: `${hours} h` }
  }
  const days = Math.floor(minutes / DAY)
  return { zh: `${days} 天`, en: days === 1 ? '1 day' : `${days} days` }
}

function dayZh(moment: Date, zone: string): string {
  const [month, day] = format('en-US', zone, MONTH_AND_DAY, moment).split('/')
  return `${month}月${day}日`
}

function yearOf(moment: Date, zone: string): string {
  return format('en-US', zone, YEAR, moment)
}

function dayEn(moment: Date, zone: string): string {
  return format('en-GB', zone, DAY_AND_MONTH, moment)
}

function daysBetween(from: number, to: number, zone: string): number {
  return Math.round((midnight(to, zone) - midnight(from, zone)) / (DAY * MINUTE))
}

/** The calendar day in that zone, as a number that days can be counted with. */
function midnight(moment: number, zone: string): number {
  const day = format('en-CA', zone, WHOLE_DAY, new Date(moment))
  return Date.parse(`${day}T00:00:00Z`)
}

type Shape = Intl.DateTimeFormatOptions
const formats = new Map<Shape, Map<string, Intl.DateTimeFormat>>()

/** Making a format takes longer than a hundred uses of it. */
function format(tag: string, zone: string, shape: Shape, moment: Date): string {
  const ofShape = formats.get(shape) ?? new Map<string, Intl.DateTimeFormat>()
  formats.set(shape, ofShape)
  const made =
    ofShape.get(zone) ??
    new Intl.DateTimeFormat(tag, { ...shape, timeZone: zone, hourCycle: 'h23' })
  ofShape.set(zone, made)
  return made.format(moment)
}
