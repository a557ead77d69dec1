import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { needsSignIn } from './connectivity'
import { close, type Row } from './db'
import { again, look, NotSaved, rows, save, sent, withdraw, type Entry } from './outbox'
import { flush, nextDue, resume, seal, startSync, waitAfter } from './sync'

const { send, person } = vi.hoisted(() => ({ send: vi.fn(), person: { id: 'li' } }))
vi.mock('@/api/http', async (original) => ({
  ...(await original<typeof import('@/api/http')>()),
  send,
}))
vi.mock('@/api/session', () => ({
  whoIsSignedIn: () => Promise.resolve({ person: { ...person } }),
}))

const words = (zh: string) => ({ zh, en: zh })
const entry = (lane: string, more: Partial<Entry> = {}): Entry => ({
  ...{ lane, user: 'li', operation: 'take_in', path: '/cases', label: words('求助') },
  body: { id: lane, place: '7栋' },
  alarm: true,
  ...more,
})
const act = (lane: string, path: string): Entry =>
  entry(lane, { operation: 'act', path: `/cases/${lane}/${path}`, body: {}, alarm: false })
const photo = (id: string) => ({ id, name: 'a.jpg', type: 'image/jpeg', bytes: new ArrayBuffer(9) })
const problem = (status: number) => new Problem(status, `http_${status}`, words('不行'))
const paths = () => send.mock.calls.map(([, path]) => path as string)
const row = (more: Partial<Row>): Row => ({
  ...(entry('a') as Row),
  ...{ seq: 1, id: 'r', sealed: false, etag: null, note: '', department: null, stamp: null },
  ...{ saved_at: 0, saved_offline: false, draft: null, state: 'queued', attempts: 0, next_try: 0 },
  refused: null,
  ...more,
})

/** The service takes everything, and answers with the id of what it was told. */
function serviceTakesAll(): void {
  send.mockImplementation((_method: string, path: string, body: unknown) => {
    const [, , lane, , file] = path.split('/')
    const told = typeof body === 'string' ? (JSON.parse(body) as { id?: string }) : {}
    return Promise.resolve({ id: file ?? lane ?? told.id, notices: [], duties: [] })
  })
}

let stop = (): void => undefined

beforeEach(async () => {
  await close()
  vi.stubGlobal('indexedDB', new IDBFactory())
  person.id = 'li'
  send.mockReset()
  serviceTakesAll()
  resume()
  stop = startSync(() => 'li')
  await flush()
})
/** Whatever was being sent is done before its store is closed for the next test. */
afterEach(async () => {
  await flush()
  stop()
})

describe('the outbox', () => {
  it('sends a case before what was done to it, and pictures last', async () => {
    send.mockRejectedValueOnce(problem(0))
    await save(entry('a'), [photo('p')])
    await save(act('a', 'arrive'))
    await flush()
    await again()
    await flush()
    expect(paths().slice(-3)).toEqual(['/cases', '/cases/a/arrive', '/cases/a/attachments/p'])
    expect(rows.value).toEqual([])
  })

  it('sends the same words under the same key when it has to send again', async () => {
    send.mockRejectedValueOnce(problem(503))
    await save(entry('a', { stamp: 'received_at' }))
    await flush()
    await again()
    await flush()
    const [first, second] = send.mock.calls
    expect(second?.[2]).toBe(first?.[2])
    expect(second?.[3]['Idempotency-Key']).toBe(first?.[3]['Idempotency-Key'])
  })

  it('keeps what was refused in sight, holds back its case and lets others go', async () => {
    send.mockImplementation((_method: string, path: string) =>
      path.startsWith('/cases/a') ? Promise.reject(problem(409)) : Promise.resolve({ id: 'b' }),
    )
    await save(act('a', 'arrive'))
    await flush()
    await save(act('a', 'record-result'))
    await save(act('b', 'arrive'))
    await flush()
    expect(rows.value.map(({ path, state }) => [path, state])).toEqual([
      ['/cases/a/arrive', 'blocked'],
      ['/cases/a/record-result', 'queued'],
    ])
    expect(rows.value[0]?.refused?.status).toBe(409)
    expect(sent.value.map(({ lane }) => lane)).toEqual(['b'])
  })

  it('pauses when nobody is signed in, and goes on afterwards', async () => {
    send.mockRejectedValueOnce(problem(401))
    await save(entry('a'))
    await flush()
    expect(needsSignIn.value).toBe(true)
    expect(rows.value[0]?.state).toBe('queued')
    resume()
    await flush()
    expect(rows.value).toEqual([])
  })

  it('never sends the rows of somebody else', async () => {
    await save(entry('a', { user: 'wang' }))
    person.id = 'chen'
    await save(entry('b'))
    await flush()
    expect(send).not.toHaveBeenCalled()
    expect(rows.value).toHaveLength(2)
  })

  it('does not take a page of somebody else for an answer', async () => {
    send.mockResolvedValueOnce({ welcome: 'hotel' })
    await save(entry('a'))
    await flush()
    expect(rows.value[0]?.state).toBe('queued')
    expect(sent.value).toEqual([])
  })

  it('keeps of what arrived that it arrived, and nothing of what was written', async () => {
    await save(entry('a', { note: '7栋 · 张女士', draft: { words: '13800000000' } }), [photo('p')])
    await flush()
    expect(JSON.stringify(sent.value)).not.toMatch(/张女士|13800000000|7栋/)
    const opened = indexedDB.open('yingmen')
    await new Promise((done) => (opened.onsuccess = done))
    const files = opened.result.transaction('files').objectStore('files').count()
    await new Promise((done) => (files.onsuccess = done))
    expect(files.result).toBe(0)
    opened.result.close()
  })

  it('puts what was mended in the place of what was refused', async () => {
    send.mockRejectedValueOnce(problem(422))
    const id = await save(entry('a'), [photo('p')])
    await flush()
    await save(entry('a', { body: { id: 'a', place: '8栋' } }), [photo('p')], id)
    await flush()
    expect(rows.value).toEqual([])
    expect(paths().filter((path) => path === '/cases')).toHaveLength(2)
    expect(paths().filter((path) => path.endsWith('/p'))).toHaveLength(1)
  })

  it('takes a case away with its pictures when somebody decides so', async () => {
    send.mockRejectedValue(problem(422))
    const id = await save(entry('a'), [photo('p')])
    await flush()
    await withdraw(id)
    expect(rows.value).toEqual([])
  })

  it('says when there is no room, and keeps nothing half', async () => {
    const full = new DOMException('full', 'QuotaExceededError')
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw full
    })
    const saving = save(entry('a'), [photo('p')])
    await expect(saving).rejects.toThrow(NotSaved)
    await expect(saving).rejects.toMatchObject({ full: true })
    await look()
    expect(rows.value).toEqual([])
  })
})

describe('a file that cannot be kept', () => {
  it('takes back its row: half of a matter would be worse than none', async () => {
    const strange = { ...photo('p'), bytes: (() => undefined) as unknown as ArrayBuffer }
    await expect(save(entry('a'), [strange])).rejects.toThrow(NotSaved)
    await look()
    expect(rows.value).toEqual([])
  })
})

describe('what goes next', () => {
  it('is a call for help before anything else that is due', () => {
    const quiet = row({ seq: 1, lane: 'a', alarm: false })
    const help = row({ seq: 2, lane: 'b', alarm: true })
    expect(nextDue([quiet, help], 5)?.lane).toBe('b')
  })

  it('is not what still has to wait, unless the clock was set back', () => {
    expect(nextDue([row({ next_try: 10_000 })], 5_000)).toBeUndefined()
    expect(nextDue([row({ next_try: 86_400_000 })], 5_000)?.id).toBe('r')
  })
})

describe('a row before its first attempt', () => {
  it('is told when it happened, never later than now, and that there was no network', () => {
    const ahead = Date.now() + 86_400_000
    const sealed = seal(row({ saved_at: ahead, saved_offline: true, stamp: 'received_at' }))
    expect(Date.parse(String(sealed.body?.received_at))).toBeLessThanOrEqual(Date.now())
    expect(sealed.body?.recorded_offline).toBe(true)
    expect(seal(sealed)).toBe(sealed)
  })
})

describe('waiting', () => {
  it('doubles from a second to five minutes, never quite in step with others', () => {
    expect(waitAfter(1, 1)).toBe(1_000)
    expect(waitAfter(4, 1)).toBe(8_000)
    expect(waitAfter(4, 0)).toBe(4_000)
    expect(waitAfter(60, 1)).toBe(300_000)
  })
})
