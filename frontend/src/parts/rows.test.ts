import { describe, expect, it } from 'vitest'
import { useLiveRows } from './rows'

const page = (ids: string[], next: string | null = null) => ({
  items: ids.map((id) => ({ id, words: id })),
  next_cursor: next,
})

describe('a live list', () => {
  it('reads on where the last page ended, and never shows a line twice', async () => {
    const pages: Record<string, ReturnType<typeof page>> = {
      start: page(['a', 'b'], 'after-b'),
      'after-b': page(['b', 'c']),
    }
    const list = useLiveRows(async (cursor) => pages[cursor ?? 'start'] ?? page([]))
    await list.start()
    expect(list.more.value).toBe(true)
    await list.readOn()
    expect(list.rows.value.map((row) => row.id)).toEqual(['a', 'b', 'c'])
    expect(list.more.value).toBe(false)
  })

  it('lets new lines wait until they are asked for', async () => {
    let now = page(['a', 'b'])
    const list = useLiveRows(async () => now)
    await list.start()
    now = page(['n', 'a', 'b'])
    await list.look()
    expect(list.rows.value.map((row) => row.id)).toEqual(['a', 'b'])
    expect(list.waiting.value).toHaveLength(1)
    list.show()
    expect(list.rows.value.map((row) => row.id)).toEqual(['n', 'a', 'b'])
    expect(list.waiting.value).toHaveLength(0)
  })

  it('brings what stands there up to date, in its place', async () => {
    let now = page(['a', 'b'])
    const list = useLiveRows(async () => now)
    await list.start()
    now = { ...page([]), items: [{ id: 'b', words: '已到场' }] }
    await list.look()
    expect(list.rows.value.map((row) => row.words)).toEqual(['a', '已到场'])
  })

  it('leaves alone what has not changed', async () => {
    const list = useLiveRows(async () => page(['a', 'b']))
    await list.start()
    const [before] = list.rows.value
    await list.look()
    expect(list.rows.value[0]).toBe(before)
  })

  it('keeps what it has when the service cannot be reached', async () => {
    let down = false
    const list = useLiveRows(async () => {
      if (down) throw new Error('down')
      return page(['a'])
    })
    await list.start()
    down = true
    await list.look()
    expect(list.rows.value).toHaveLength(1)
    expect(list.failure.value).toBeNull()
    await list.start()
    expect(list.failure.value).toBeInstanceOf(Error)
    expect(list.rows.value).toHaveLength(1)
  })
})
