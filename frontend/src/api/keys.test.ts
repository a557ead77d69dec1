import { describe, expect, it } from 'vitest'
import { newId, RequestKey } from './keys'

describe('a name for a request', () => {
  it('is a UUID of version 7, ordered by its millisecond', async () => {
    const first = newId()
    await new Promise((later) => setTimeout(later, 3))
    const second = newId()
    expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(second > first).toBe(true)
  })

  it('stays while the same content is tried again, and changes with the content', () => {
    const key = new RequestKey()
    const first = key.for({ words: '灯坏了' })
    expect(key.for({ words: '灯坏了' })).toBe(first)
    expect(key.for({ words: '灯又坏了' })).not.toBe(first)
  })

  it('is not used again once its request has been done', () => {
    const key = new RequestKey()
    const first = key.for({})
    key.spent()
    expect(key.for({})).not.toBe(first)
  })
})
