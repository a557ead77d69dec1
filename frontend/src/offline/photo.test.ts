import { describe, expect, it } from 'vitest'
import { keepable } from './photo'
import { sizeFor } from './shrink'

describe('a photograph', () => {
  it('is at most 1600 points long and keeps its shape', () => {
    expect(sizeFor(4000, 3000)).toEqual({ width: 1600, height: 1200 })
    expect(sizeFor(3000, 4000)).toEqual({ width: 1200, height: 1600 })
    expect(sizeFor(800, 600)).toEqual({ width: 800, height: 600 })
  })

  it('that this browser cannot read is kept as it came', async () => {
    const file = new Blob(['heic'], { type: 'image/heic' })
    const kept = await keepable(file, 'a.heic')
    expect(kept).toMatchObject({ name: 'a.heic', type: 'image/heic' })
    expect(new TextDecoder().decode(kept.bytes)).toBe('heic')
  })
})
