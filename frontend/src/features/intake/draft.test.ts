import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { emptyDraft, type Draft } from '@/forms/taking'
import { dropDraft, recallDraft, useDraft } from './draft'

beforeEach(() => localStorage.clear())

async function write(person: string, words: string): Promise<Draft> {
  vi.useFakeTimers()
  const draft = ref(emptyDraft('desk/inquiry'))
  useDraft(person, draft, () => Boolean(draft.value.values.words))
  draft.value.values = { words }
  await nextTick()
  vi.advanceTimersByTime(300)
  vi.useRealTimers()
  return draft.value
}

describe('a half-written intake', () => {
  it('is there again after a reload, with the id it will be sent under', async () => {
    const written = await write('wang', '装修押金什么时候退')
    expect(recallDraft('wang')).toEqual(written)
  })

  it('belongs to who wrote it', async () => {
    await write('wang', '装修押金什么时候退')
    expect(recallDraft('li')).toBeNull()
  })

  it('leaves nothing behind when it was emptied, sent, or is a day old', async () => {
    await write('wang', '有话')
    await write('wang', '')
    expect(localStorage.length).toBe(0)
    await write('wang', '有话')
    expect(recallDraft('wang', Date.now() + 25 * 60 * 60 * 1000)).toBeNull()
    expect(localStorage.length).toBe(0)
    await write('wang', '有话')
    dropDraft('wang')
    expect(recallDraft('wang')).toBeNull()
  })

  it('is forgotten where what was kept cannot be read', () => {
    localStorage.setItem('yingmen.draft.wang', '{half')
    expect(recallDraft('wang')).toBeNull()
  })
})
