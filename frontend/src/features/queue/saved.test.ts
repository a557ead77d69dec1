import { beforeEach, describe, expect, it } from 'vitest'
import { forgetFilter, isSame, keepFilter, savedBy } from './saved'

const MINE = { name: '我的求助', query: { kind: 'help', mine: '1' } }

describe('saved filters', () => {
  beforeEach(() => localStorage.clear())

  it('are kept for whoever saved them', () => {
    keepFilter('chen', MINE)
    expect(savedBy('chen')).toEqual([MINE])
    expect(savedBy('lin')).toEqual([])
  })

  it('take the place of one with the same name', () => {
    keepFilter('chen', MINE)
    keepFilter('chen', { ...MINE, query: { kind: 'help' } })
    expect(savedBy('chen')).toEqual([{ ...MINE, query: { kind: 'help' } }])
  })

  it('go when they are no longer wanted', () => {
    keepFilter('chen', MINE)
    expect(forgetFilter('chen', MINE.name)).toEqual([])
    expect(savedBy('chen')).toEqual([])
  })

  it('are known again by what they say', () => {
    expect(isSame({ kind: 'help' }, { kind: 'help' })).toBe(true)
    expect(isSame({ kind: 'help' }, { kind: 'help', mine: '1' })).toBe(false)
  })
})
