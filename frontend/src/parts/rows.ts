import { ref, shallowRef, type Ref } from 'vue'

/** Steps through the lines of a list with j and k: the focus itself moves, so that Enter opens. */
export function stepRows(step: 1 | -1, root: ParentNode = document): void {
  const lines = [...root.querySelectorAll<HTMLElement>('[data-row]')]
  if (!lines.length) return
  const at = lines.indexOf(document.activeElement as HTMLElement)
  const next = at < 0 ? (step === 1 ? 0 : lines.length - 1) : at + step
  lines[Math.min(Math.max(next, 0), lines.length - 1)]?.focus()
}

interface Row {
  id: string
}

interface Rows<T> {
  items: T[]
  next_cursor?: string | null
}

interface LiveRows<T> {
  rows: Ref<T[]>
  /** New lines wait here, so that nothing moves under the cursor. */
  waiting: Ref<T[]>
  more: Ref<boolean>
  busy: Ref<boolean>
  failure: Ref<unknown>
  start: () => Promise<void>
  readOn: () => Promise<void>
  look: () => Promise<void>
  show: () => void
}

/** A paged list that keeps up with the service without ever moving under the hand. */
export function useLiveRows<T extends Row>(
  read: (cursor: string | null) => Promise<Rows<T>>,
): LiveRows<T> {
  const rows: Ref<T[]> = shallowRef([])
  const waiting: Ref<T[]> = shallowRef([])
  const cursor = ref<string | null>(null)
  const more = ref(false)
  const busy = ref(false)
  const failure = ref<unknown>(null)
  let round = 0

  async function start(): Promise<void> {
    const mine = ++round
    await guarded(async () => {
      const page = await read(null)
      if (mine !== round) return
      rows.value = page.items
      waiting.value = []
      keep(page)
    })
  }

  async function readOn(): Promise<void> {
    if (!cursor.value || busy.value) return
    const mine = round
    await guarded(async () => {
      const page = await read(cursor.value)
      if (mine !== round) return
      const known = new Set(rows.value.map((row) => row.id))
      rows.value = [...rows.value, ...page.items.filter((row) => !known.has(row.id))]
      keep(page)
    })
  }

  async function look(): Promise<void> {
    if (busy.value) return
    const mine = round
    const page = await read(null).catch(() => null)
    if (!page || mine !== round) return
    const fresh = new Map(page.items.map((row) => [row.id, row]))
    rows.value = rows.value.map((row) => unlessSame(row, fresh.get(row.id)))
    const known = new Set(rows.value.map((row) => row.id))
    waiting.value = page.items.filter((row) => !known.has(row.id))
  }

  function show(): void {
    rows.value = [...waiting.value, ...rows.value]
    waiting.value = []
  }

  function keep(page: Rows<T>): void {
    cursor.value = page.next_cursor ?? null
    more.value = cursor.value !== null
  }

  async function guarded(work: () => Promise<void>): Promise<void> {
    busy.value = true
    failure.value = null
    try {
      await work()
    } catch (thrown) {
      failure.value = thrown
    } finally {
      busy.value = false
    }
  }

  return { rows, waiting, more, busy, failure, start, readOn, look, show }
}

/** The line itself where nothing of it changed: two hundred are not drawn again because of one. */
function unlessSame<T>(row: T, fresh: T | undefined): T {
  return fresh && JSON.stringify(fresh) !== JSON.stringify(row) ? fresh : row
}
