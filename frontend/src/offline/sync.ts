import type { Receipt } from '@/api/cases'
import { now, send, sessionIsOver } from '@/api/http'
import { asProblem, Problem, unreached } from '@/api/problem'
import { whoIsSignedIn } from '@/api/session'
import { needsSignIn, reached, watchDevice } from './connectivity'
import type { Row } from './db'
import { acknowledge, again, fileOf, look, onSaved, rows, update } from './outbox'

/* One flusher for all tabs: what waits is sent in order, case by case, until the service has it. */

const LOCK = 'yingmen.outbox'
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 5 * 60_000
const PATIENCE = { take_in: 25_000, act: 25_000, log: 25_000, file: 120_000 }
/** What was written longer ago than this was written without a network, whatever the phone believed. */
const FRESH = 60_000
const GONE = {
  zh: '手机清理存储时丢了这个文件，请重新拍或录',
  en: 'The phone lost this file when it cleared its storage, please take it again',
}

let user: () => string | null = () => null
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined
let waiting: Promise<void> | null = null

/** Begins to send, now and whenever there may be a network again. */
export function startSync(whoAmI: () => string | null): () => void {
  user = whoAmI
  const stops = [onSaved(() => void flush()), watchDevice(() => (resume(), void again()))]
  void flush()
  return () => {
    stops.forEach((stop) => stop())
    clearTimeout(timer)
  }
}

/** Somebody signed in, or the network came back: no reason to wait any longer. */
export function resume(): void {
  needsSignIn.value = false
  failures = 0
}

/** Sends what is due. At most one tab sends; one more may wait for its turn, for what came meanwhile. */
export function flush(): Promise<void> {
  waiting ??= locked(async () => {
    waiting = null
    clearTimeout(timer)
    await drain()
  }).catch((thrown: unknown) => {
    // The store failed, or a newer app in another tab closed it: what is kept stays kept.
    console.error('outbox', thrown)
    waiting = null
    timer = setTimeout(() => void flush(), waitAfter(++failures))
  })
  return waiting
}

const locked = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator && navigator.locks
    ? navigator.locks.request(LOCK, work).then(() => undefined)
    : queued(work)

let last: Promise<void> = Promise.resolve()
function queued(work: () => Promise<void>): Promise<void> {
  last = last.then(work, work)
  return last
}

async function drain(): Promise<void> {
  await look()
  const me = user()
  if (!me || needsSignIn.value || !mine(me).length) return
  // Whoever held the lock before may have been killed while sending: the key makes sending again safe.
  for (const row of mine(me)) if (row.state === 'sending') await update({ ...row, state: 'queued' })
  if (await iAm(me)) await sendDue(me)
  schedule(me)
}

/** The cookie may be another person's by now, in another tab: their name must not stand under my rows. */
async function iAm(me: string): Promise<boolean> {
  try {
    const session = await whoIsSignedIn()
    reached(true)
    return session.person?.id === me
  } catch (thrown) {
    failed(asProblem(thrown))
    return false
  }
}

async function sendDue(me: string): Promise<void> {
  for (;;) {
    const row = nextDue(mine(me), Date.now())
    if (!row || !(await attempt(row))) return
  }
}

const mine = (me: string) => rows.value.filter((row) => row.user === me)

/**
 * The first row that may go: the head of each lane, words before pictures. A refused one holds back its
 * own case and no other.
 */
export function nextDue(all: readonly Row[], at: number): Row | undefined {
  const heads = new Map<string, Row>()
  for (const row of [...all].sort(inOrder)) if (!heads.has(row.lane)) heads.set(row.lane, row)
  return [...heads.values()]
    .sort((one, other) => Number(other.alarm) - Number(one.alarm) || one.seq - other.seq)
    .find((row) => row.state !== 'blocked' && isDue(row, at))
}

const inOrder = (one: Row, other: Row) =>
  Number(one.operation === 'file') - Number(other.operation === 'file') || one.seq - other.seq

/** A wait longer than any wait can be means that the clock of the phone was set back. */
const isDue = (row: Row, at: number) => row.next_try <= at || row.next_try - at > LONGEST_WAIT

/** Sends one row, and says whether it is worth going on. */
async function attempt(row: Row): Promise<boolean> {
  const trying: Row = { ...seal(row), state: 'sending', attempts: row.attempts + 1 }
  await update(trying)
  try {
    await acknowledge(trying, await deliver(trying))
    reached(true)
    failures = 0
    return true
  } catch (thrown) {
    const problem = problemFrom(thrown)
    if (problem.status === 401 || problem.passing) {
      const next_try = problem.status === 401 ? 0 : Date.now() + waitAfter(trying.attempts)
      await update({ ...trying, state: 'queued', next_try })
      failed(problem)
      return problem.status === 429 || problem.status >= 500
    }
    await update({ ...trying, state: 'blocked', refused: refusedBy(problem) })
    return true
  }
}

function failed(problem: Problem): void {
  if (problem.status === 401) {
    needsSignIn.value = true
    sessionIsOver()
  } else {
    failures++
    reached(problem.status !== 0)
  }
}

/** Fixes what will be sent, with the time it happened by the service's clock. */
export function seal(row: Row): Row {
  if (row.sealed) return row
  const age = Date.now() - row.saved_at
  const happened = Math.min(row.saved_at + (now() - Date.now()), now())
  const body = row.body && { ...row.body }
  if (body && row.stamp) body[row.stamp] ??= new Date(happened).toISOString()
  if (body && row.operation === 'take_in' && (row.saved_offline || Math.abs(age) > FRESH))
    body.recorded_offline = true
  return { ...row, body, sealed: true }
}

async function deliver(row: Row): Promise<Receipt | null> {
  const signal = AbortSignal.timeout(PATIENCE[row.operation])
  if (row.operation === 'file') return deliverFile(row, signal)
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'Idempotency-Key': row.id,
  }
  if (row.etag) headers['If-Match'] = row.etag
  const answer = await send<Receipt>('POST', row.path, JSON.stringify(row.body), headers, signal)
  const expected = row.operation === 'log' ? answer?.id : row.lane
  // A hotel's sign-in page also answers 200: only the service's own receipt counts.
  if (!answer?.id || answer.id !== expected) throw unreached()
  return row.operation === 'log' ? null : answer
}

async function deliverFile(row: Row, signal: AbortSignal): Promise<null> {
  const file = await fileOf(row.id)
  if (!file) throw new Problem(410, 'file_gone', GONE)
  const headers = {
    'Content-Type': file.type,
    'X-Attachment-Name': encodeURIComponent(file.name),
  }
  const answer = await send<{ id: string }>('PUT', row.path, file.bytes, headers, signal)
  if (answer?.id !== row.id) throw unreached()
  return null
}

/** A request that took too long, or an answer that is none: it may have arrived, so it is sent again. */
function problemFrom(thrown: unknown): Problem {
  const passing = thrown instanceof DOMException || thrown instanceof SyntaxError
  return passing ? unreached() : asProblem(thrown)
}

const refusedBy = ({ status, code, reason, clause, nextAction, fields }: Problem) => ({
  ...{ status, code, reason, clause, fields },
  next: nextAction ? { zh: nextAction.zh, en: nextAction.en } : null,
})

/** 1 s, 2 s, 4 s … five minutes, each between a half and the whole of it. */
export function waitAfter(attempts: number, chance = Math.random()): number {
  const whole = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts - 1, 20))
  return whole * (0.5 + chance / 2)
}

function schedule(me: string): void {
  clearTimeout(timer)
  const open = mine(me).filter((row) => row.state !== 'blocked')
  if (!open.length || needsSignIn.value) return
  const soonest = Math.min(...open.map((row) => row.next_try)) - Date.now()
  const least = failures ? waitAfter(failures) : FIRST_WAIT
  const wait = Math.min(LONGEST_WAIT, Math.max(least, soonest))
  timer = setTimeout(() => void flush(), wait)
}
