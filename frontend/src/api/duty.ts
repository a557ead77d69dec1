import { client, send, told } from './http'
import { newId } from './keys'
import type { Page } from './cases'
import type { components } from './schema'

/* Who is rostered, who came, who hands what over to whom. */

type Schemas = components['schemas']
export type Shift = Schemas['Shift']
export type ShiftSwap = Schemas['ShiftSwap']
export type Planned = Schemas['Planned']
export type DeskHours = Schemas['DeskHours']
export type SelfCheck = Schemas['SelfCheck']
export type HandOver = Schemas['HandOver']
export type LogDraft = Schemas['DraftOut']
export type LogEntry = Schemas['DutyLogEntry']

const JSON_BODY = { 'Content-Type': 'application/json' }
const seen = (version: number) => ({ 'If-Match': `"${version}"` })

export async function listShifts(since: string, until: string): Promise<Shift[]> {
  const shifts: Shift[] = []
  let cursor: string | null | undefined
  do {
    const query = { since, until, limit: 200, cursor }
    const page: Page<Shift> = await told(client.GET('/api/v1/shifts', { params: { query } }))
    shifts.push(...page.items)
    cursor = page.next_cursor
  } while (cursor)
  return shifts
}

export const addShift = (body: Schemas['NewShift']): Promise<Shift> =>
  send('POST', '/shifts', JSON.stringify(body), { ...JSON_BODY, 'Idempotency-Key': newId() })

export const changeShift = (shift: Shift, body: Schemas['ShiftEdit']): Promise<Shift> =>
  send('PATCH', `/shifts/${shift.id}`, JSON.stringify(body), {
    ...JSON_BODY,
    ...seen(shift.version),
  })

export const cancelShift = (shift: Shift): Promise<unknown> =>
  send('DELETE', `/shifts/${shift.id}`, '', seen(shift.version))

export const signOn = (shift: Shift): Promise<Shift> =>
  send('POST', `/shifts/${shift.id}/sign-on`, '', {})

export const enterPattern = (body: Schemas['NewPattern']): Promise<Planned> =>
  told(client.POST('/api/v1/shifts/patterns', { body }))

export const importSheet = (body: Schemas['RosterSheet']): Promise<Planned> =>
  told(client.POST('/api/v1/shifts/import', { body }))

export async function listSwaps(): Promise<ShiftSwap[]> {
  const query = { running: true, limit: 100 }
  return (await told(client.GET('/api/v1/shift-swaps', { params: { query } }))).items
}

export const askToSwap = (body: Schemas['NewShiftSwap']): Promise<ShiftSwap> =>
  told(client.POST('/api/v1/shift-swaps', { body }))

export const stepSwap = (
  swap: ShiftSwap,
  step: 'answer' | 'rule' | 'withdraw',
  agree = true,
): Promise<ShiftSwap> =>
  send(
    'POST',
    `/shift-swaps/${swap.id}/${step}`,
    step === 'withdraw' ? '' : JSON.stringify({ agree }),
    JSON_BODY,
  )

export const readShift = (id: string): Promise<Shift> =>
  told(client.GET('/api/v1/shifts/{shift_id}', { params: { path: { shift_id: id } } }))

export const readDeskHours = (): Promise<DeskHours> => told(client.GET('/api/v1/desk-hours'))

export const setDeskHours = (version: number, body: Schemas['DeskHoursEdit']): Promise<DeskHours> =>
  send('PUT', '/desk-hours', JSON.stringify(body), { ...JSON_BODY, ...seen(version) })

export const fillOfficialDays = (year: number): Promise<DeskHours> =>
  told(client.POST('/api/v1/desk-hours/official-days', { body: { year } }))

export const readSelfCheck = (): Promise<SelfCheck> =>
  told(client.GET('/api/v1/hand-overs/before-i-leave'))

export const handOver = (body: Schemas['NewHandOver'], key: string): Promise<HandOver> =>
  send('POST', '/hand-overs', JSON.stringify(body), { ...JSON_BODY, 'Idempotency-Key': key })

export async function listHandOvers(): Promise<HandOver[]> {
  return (await told(client.GET('/api/v1/hand-overs', { params: { query: { limit: 20 } } }))).items
}

export const receive = (made: HandOver): Promise<HandOver> =>
  send('POST', `/hand-overs/${made.id}/receive`, '', {})

/** What the cases' times suggest I write: of a shift, or of the last day. */
export const listLogDrafts = (shift = ''): Promise<LogDraft[]> =>
  told(
    client.GET('/api/v1/duty-log-drafts', { params: { query: { shift_id: shift || undefined } } }),
  )

export const listLog = (cursor: string | null, shift = ''): Promise<Page<LogEntry>> =>
  told(
    client.GET('/api/v1/duty-log', {
      params: { query: { cursor, limit: 50, shift_id: shift || undefined } },
    }),
  )

export const writeLog = (body: Schemas['NewDutyLogEntry']): Promise<LogEntry> =>
  told(client.POST('/api/v1/duty-log', { body }))

/** The whole staff, to name who stands on a roster. */
export async function listStaff(): Promise<Schemas['Person'][]> {
  const people: Schemas['Person'][] = []
  let cursor: string | null | undefined
  do {
    const query = { limit: 200, cursor }
    const page: Page<Schemas['Person']> = await told(
      client.GET('/api/v1/staff', { params: { query } }),
    )
    people.push(...page.items)
    cursor = page.next_cursor
  } while (cursor)
  return people
}
