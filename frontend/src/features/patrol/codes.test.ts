import { describe, expect, it } from 'vitest'
import { placeIn } from './codes'

describe('a code on the wall', () => {
  it('names its place', () => {
    expect(placeIn('https://yingmen.test/patrol/new/help?at=b-7')).toBe('b-7')
  })

  it.each(['', 'WIFI:S:guests;;', 'https://yingmen.test/menu?at=b-7'])(
    'names none when it is another: %s',
    (said) => expect(placeIn(said)).toBe(null),
  )
})
