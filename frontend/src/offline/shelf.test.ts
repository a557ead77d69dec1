import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem, unreached } from '@/api/problem'
import { close } from './db'
import { clearShelf, lay, shelved, taken } from './shelf'

beforeEach(async () => {
  await close()
  vi.stubGlobal('indexedDB', new IDBFactory())
})

describe('the shelf', () => {
  it('gives the answer of last time when the service cannot be reached', async () => {
    const read = vi.fn().mockResolvedValueOnce(['7栋']).mockRejectedValue(unreached())
    const places = shelved('places', read)
    expect(await places()).toEqual(['7栋'])
    await vi.waitFor(async () => expect(await taken('places')).toEqual(['7栋']))
    expect(await places()).toEqual(['7栋'])
  })

  it('does not hide that the service said no', async () => {
    await lay('places', ['7栋'])
    const refused = new Problem(403, 'no', { zh: '不行', en: 'no' })
    await expect(shelved('places', () => Promise.reject(refused))()).rejects.toBe(refused)
  })

  it('has nothing where nothing was laid', async () => {
    await expect(shelved('places', () => Promise.reject(unreached()))()).rejects.toThrow(
      'unreached',
    )
  })

  it('is cleared by the beginning of a name', async () => {
    await lay('case:a', 1)
    await lay('case:b', 2)
    await lay('places', 3)
    await clearShelf('case:', ['case:b'])
    expect([await taken('case:a'), await taken('case:b'), await taken('places')]).toEqual([
      undefined,
      2,
      3,
    ])
  })
})
