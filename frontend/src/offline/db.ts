import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Receipt } from '@/api/cases'
import type { Words } from '@/i18n'

/* What the phone keeps until the service has it. Only this room opens IndexedDB. */

export type Operation = 'take_in' | 'act' | 'file' | 'log'

/** Why the service said no, as the tray shows it. */
export interface Refused {
  status: number
  code: string
  reason: Words
  clause: string | null
  next: Words | null
  fields: Readonly<Record<string, Words>>
}

/** One thing to be sent, once. Its id is the Idempotency-Key; its lane is the case it belongs to. */
export interface Row {
  /** Given by the store: the order in which things were done on this phone. */
  seq: number
  id: string
  lane: string
  user: string
  operation: Operation
  path: string
  /** Sealed before the first attempt: the same key must always carry the same words. */
  body: Record<string, unknown> | null
  sealed: boolean
  etag: string | null
  label: Words
  note: string
  /** Nobody comes before the service has this. */
  alarm: boolean
  department: string | null
  /** By the clock of this phone. */
  saved_at: number
  saved_offline: boolean
  /** Which field tells the service when it happened. */
  stamp: string | null
  /** The form as it stood, so that a refused one can be mended. */
  draft: unknown
  state: 'queued' | 'sending' | 'blocked'
  attempts: number
  next_try: number
  refused: Refused | null
}

/** A photograph or a voice note, waiting with its row. */
export interface KeptFile {
  id: string
  name: string
  type: string
  bytes: ArrayBuffer
}

/** What was acknowledged: nothing of what was written, only that it arrived. */
export interface Sent {
  id: string
  lane: string
  user: string
  operation: Operation
  label: Words
  sent_at: number
  receipt: Receipt | null
}

export interface Shelved {
  name: string
  value: unknown
}

interface Store extends DBSchema {
  rows: { key: number; value: Row }
  files: { key: string; value: KeptFile }
  sent: { key: string; value: Sent }
  shelf: { key: string; value: Shelved }
}

export type Opened = IDBPDatabase<Store>

const NAME = 'yingmen'
const VERSION = 1
let opening: Promise<Opened> | null = null

export function store(): Promise<Opened> {
  opening ??= openDB<Store>(NAME, VERSION, {
    upgrade(made) {
      made.createObjectStore('rows', { keyPath: 'seq', autoIncrement: true })
      made.createObjectStore('files', { keyPath: 'id' })
      made.createObjectStore('sent', { keyPath: 'id' })
      made.createObjectStore('shelf', { keyPath: 'name' })
    },
    // A newer version of the app in another tab must not wait for this one.
    blocking: () => void close(),
    terminated: () => (opening = null),
  }).catch((thrown: unknown) => {
    opening = null
    throw thrown
  })
  return opening
}

export async function close(): Promise<void> {
  const held = opening
  opening = null
  if (held) (await held).close()
}
