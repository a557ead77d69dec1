import { describe, expect, it } from 'vitest'
import { patternOf, read, readQuery, write, writeQuery } from './paths'

describe('an address', () => {
  it('says what its parts are', () => {
    const paper = patternOf('/papers/:kind/:id?')
    expect(read(paper, '/papers/handling_sheet/7')).toEqual({ kind: 'handling_sheet', id: '7' })
    expect(read(paper, '/papers/register/')).toEqual({ kind: 'register' })
    expect(read(paper, '/papers')).toBeNull()
    expect(read(paper, '/papers/a/b/c')).toBeNull()
  })

  it('keeps to what a part may be', () => {
    const rules = patternOf('/rules/:number(\\d+)')
    expect(read(rules, '/rules/12')).toEqual({ number: '12' })
    expect(read(rules, '/rules/new')).toBeNull()
    expect(read(patternOf('/:missing(.*)'), '/no/such/page')).toEqual({ missing: 'no/such/page' })
  })

  it('is written as it is read, whatever is in it', () => {
    const book = patternOf('/admin/:book')
    const path = write(book, { book: '3栋 1/2' })
    expect(path).toBe('/admin/3%E6%A0%8B%201%2F2')
    expect(read(book, path)).toEqual({ book: '3栋 1/2' })
    expect(read(book, '/admin/%E6%A')).toEqual({ book: '%E6%A' })
  })

  it('leaves out what may be missing, and nothing else', () => {
    expect(write(patternOf('/papers/:kind/:id?'), { kind: 'register', id: undefined })).toBe(
      '/papers/register',
    )
    expect(write(patternOf('/rules/:number(\\d+)'), { number: 3 })).toBe('/rules/3')
    expect(() => write(patternOf('/cases/:id'), {})).toThrow('needs id')
  })

  it('carries its query there and back', () => {
    expect(writeQuery({ q: '3栋&1', sort: undefined, from: null, n: 0 })).toBe(
      '?q=3%E6%A0%8B%261&n=0',
    )
    expect(writeQuery({ sort: undefined })).toBe('')
    expect(readQuery('?q=3%E6%A0%8B%261&n=0')).toEqual({ q: '3栋&1', n: '0' })
  })
})
