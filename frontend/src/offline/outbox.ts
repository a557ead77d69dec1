import { computed, shallowRef, toRaw } from 'vue'
import type { Receipt } from '@/api/cases'
import { now } from '@/api/http'
import { newId } from '@/api/keys'
import { store, type KeptFile, type Row, type Sent } from './db'
import { isOnline } from './connectivity'

/* The outbox: what was done on this phone and has to reach the service, exactly once. */

/** What is to be sent, as a screen knows it. */
export type Entry = Pick<Row, 'lane' | 'user' | 'operation' | 'path' | 'body' | 'label'> &
  Partial<Pick<Row, 'etag' | 'note' | 'alarm' | 'department' | 'stamp' | 'draft'>>

/** The phone could not keep it. `full` where there is no room left. */
export class NotSaved extends Error {
  constructor(
    readonly full: boolean,
    cause: unknown,
  ) {
    super('not saved', { cause })
    this.name = 'NotSaved'
  }
}

const KEEP_SENT = 24 * 3_600_000
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('yingmen')
const all = shallowRef<Row[]>([])
const acknowledged = shallowRef<Sent[]>([])
const listeners = new Set<() => void>()

export const rows = computed(() => all.value)
export const sent = computed(() => acknowledged.value)

/** Calls back when something new waits to be sent. */
export function onSaved(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

channel?.addEventListener('message', () => void look())

/** Reads again what is kept: another tab may have added or sent something. */
export async function look(): Promise<void> {
  const opened = await store()
  all.value = await opened.getAll('rows')
  acknowledged.value = await opened.getAll('sent')
}

export async function changed(): Promise<void> {
  await look()
  channel?.postMessage('changed')
}

/**
 * Keeps one thing with its files. It is saved when this resolves: the row and its files are on disk
 * together, or nothing is. What it takes the place of (a refused one, mended) goes in the same step.
 */
export async function save(
  entry: Entry,
  files: readonly KeptFile[] = [],
  insteadOf?: string,
): Promise<string> {
  const row = rowOf(entry)
  try {
    await write(row, files, insteadOf)
  } catch (thrown) {
    const full = thrown instanceof DOMException && thrown.name === 'QuotaExceededError'
    throw new NotSaved(full, thrown)
  }
  await changed()
  listeners.forEach((listener) => listener())
  return row.id
}

/** One transaction: a fault in the middle takes back what went before it. */
async function write(
  row: Omit<Row, 'seq'>,
  files: readonly KeptFile[],
  insteadOf?: string,
): Promise<void> {
  const work = (await store()).transaction(['rows', 'files'], 'readwrite', { durability: 'strict' })
  // Told by the exception below; without this the browser reports it once more as nobody's.
  work.done.catch(() => undefined)
  try {
    const kept = work.objectStore('rows')
    const replaced = insteadOf ? [insteadOf, ...files.map((file) => file.id)] : []
    for (const old of await kept.getAll()) if (replaced.includes(old.id)) await kept.delete(old.seq)
    await kept.add(row as Row)
    for (const file of files) {
      await work.objectStore('files').put({ ...toRaw(file) })
      await kept.add(fileRow(row, file) as Row)
    }
  } catch (thrown) {
    work.abort()
    throw thrown
  }
  await work.done
}

/** What waits to be sent is tried again, now. */
export async function again(id?: string): Promise<void> {
  const work = (await store()).transaction('rows', 'readwrite')
  for await (const cursor of work.store) {
    const row = cursor.value
    if (id ? row.id !== id : row.state !== 'queued') continue
    await cursor.update({ ...row, state: 'queued', next_try: 0, refused: null })
  }
  await work.done
  await changed()
  listeners.forEach((listener) => listener())
}

/** Somebody has decided that this is not to be sent. Nothing else ever takes a row away unsent. */
export async function withdraw(id: string): Promise<void> {
  const work = (await store()).transaction(['rows', 'files'], 'readwrite', { durability: 'strict' })
  const kept = await work.objectStore('rows').getAll()
  const gone = kept.filter((row) => row.id === id)
  const orphans = gone.some((row) => row.operation === 'take_in')
    ? kept.filter((row) => gone.some((each) => each.lane === row.lane))
    : gone
  for (const row of orphans) {
    await work.objectStore('rows').delete(row.seq)
    await work.objectStore('files').delete(row.id)
  }
  await work.done
  await changed()
  listeners.forEach((listener) => listener())
}

export async function update(row: Row): Promise<void> {
  await (await store()).put('rows', row)
  await changed()
}

/** It has arrived: what was written leaves the phone, that it arrived stays for a day. */
export async function acknowledge(row: Row, receipt: Receipt | null): Promise<void> {
  const { id, lane, user, operation, label } = row
  const work = (await store()).transaction(['rows', 'files', 'sent'], 'readwrite')
  await work.objectStore('rows').delete(row.seq)
  await work.objectStore('files').delete(id)
  const told = { id, lane, user, operation, label, sent_at: now(), receipt }
  await work.objectStore('sent').put(told)
  for (const old of await work.objectStore('sent').getAll())
    if (Math.abs(old.sent_at - now()) > KEEP_SENT) await work.objectStore('sent').delete(old.id)
  await work.done
  await changed()
}

export const fileOf = async (id: string): Promise<KeptFile | undefined> =>
  (await store()).get('files', id)

function rowOf(entry: Entry): Omit<Row, 'seq'> {
  return {
    etag: null,
    note: '',
    alarm: false,
    department: null,
    stamp: null,
    draft: null,
    ...JSON.parse(JSON.stringify(entry)),
    id: newId(),
    sealed: false,
    saved_at: Date.now(),
    saved_offline: !isOnline.value,
    state: 'queued',
    attempts: 0,
    next_try: 0,
    refused: null,
  }
}

function fileRow(row: Omit<Row, 'seq'>, file: KeptFile): Omit<Row, 'seq'> {
  return {
    ...row,
    id: file.id,
    operation: 'file',
    path: `/cases/${row.lane}/attachments/${file.id}`,
    body: null,
    note: '',
    alarm: false,
    stamp: null,
    draft: null,
  }
}
