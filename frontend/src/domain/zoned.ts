/** A wall-clock value (`2026-04-12T10:40`) of a zone and the moment it names, both ways. */

const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/

export function wallClockOf(at: string | number | Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(at))
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`
}

export function momentOf(wallClock: string, zone: string): string {
  const guess = Date.parse(`${wallClock}:00Z`)
  if (!SHAPE.test(wallClock) || Number.isNaN(guess)) throw new RangeError(`no time: ${wallClock}`)
  const shown = Date.parse(`${wallClockOf(guess, zone)}:00Z`)
  const first = guess - (shown - guess)
  // Once more, for the night on which the zone shifts its clock.
  const drift = Date.parse(`${wallClockOf(first, zone)}:00Z`) - guess
  return new Date(first - drift).toISOString()
}
