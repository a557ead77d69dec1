import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetAll, kept } from './kept'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('what seldom changes', () => {
  it('is asked for once by all who need it, until its time is over', async () => {
    const read = vi.fn().mockResolvedValue('forms')
    const ask = kept(read, 1000)
    expect(await Promise.all([ask(), ask()])).toEqual(['forms', 'forms'])
    expect(read).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1001)
    await ask()
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('is asked for again after a failure', async () => {
    const read = vi.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValue('forms')
    const ask = kept(read, 1000)
    await expect(ask()).rejects.toThrow('down')
    expect(await ask()).toBe('forms')
  })

  it('is forgotten when somebody else signs in', async () => {
    const read = vi.fn().mockResolvedValue('forms')
    const ask = kept(read, 1000)
    await ask()
    forgetAll()
    await ask()
    expect(read).toHaveBeenCalledTimes(2)
  })
})
