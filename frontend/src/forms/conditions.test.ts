import { describe, expect, it } from 'vitest'
import type { FieldSpec } from '@/api/cases'
import { question } from './question.testing'
import { allHold, asked, holds, isFilled, settledElsewhere } from './conditions'

const field = (name: string, more: Partial<FieldSpec> = {}) => question(name, 'text', more)

describe('a condition', () => {
  it('holds for one of its values', () => {
    const letter = { field: 'channel', values: ['email', 'suggestion_box'] }
    expect(holds(letter, { channel: 'email' })).toBe(true)
    expect(holds(letter, { channel: 'phone' })).toBe(false)
    expect(holds({ field: 'sure', values: [false] }, { sure: false })).toBe(true)
    expect(holds({ field: 'sure', values: [false] }, { sure: null })).toBe(false)
  })

  it('holds for something filled, or for nothing filled', () => {
    expect(holds({ field: 'answer', values: [], filled: true }, { answer: '已说明' })).toBe(true)
    expect(holds({ field: 'answer', values: [], filled: true }, { answer: ' ' })).toBe(false)
    expect(holds({ field: 'answer', values: [], filled: false }, {})).toBe(true)
  })

  it('holds above a number, as a form writes numbers', () => {
    expect(holds({ field: 'joint_count', values: [], above: 1 }, { joint_count: '6' })).toBe(true)
    expect(holds({ field: 'joint_count', values: [], above: 1 }, { joint_count: '1' })).toBe(false)
    expect(holds({ field: 'joint_count', values: [], above: 1 }, {})).toBe(false)
  })

  it('joins with others by and', () => {
    const both = [
      { field: 'sure', values: [true] },
      { field: 'answer', values: [], filled: true },
    ]
    expect(allHold(both, { sure: true, answer: '好' })).toBe(true)
    expect(allHold(both, { sure: true })).toBe(false)
    expect(allHold(undefined, {})).toBe(true)
  })
})

describe('a form', () => {
  it('asks only what its conditions let it ask', () => {
    const fields = [
      field('answer'),
      field('satisfied', { shown_if: [{ field: 'answer', values: [], filled: true }] }),
    ]
    expect(asked(fields, {}).map((each) => each.name)).toEqual(['answer'])
    expect(asked(fields, { answer: '好' })).toHaveLength(2)
  })

  it('lets another field settle a needed one', () => {
    const place = field('place', { needed: true, or_else: ['unit_id', 'nobody_needed_on_site'] })
    expect(settledElsewhere(place, { unit_id: 'u1' })).toBe(true)
    expect(settledElsewhere(place, { nobody_needed_on_site: true })).toBe(true)
    expect(settledElsewhere(place, { nobody_needed_on_site: false })).toBe(false)
  })

  it('takes a no for an answer', () => {
    expect(isFilled(false)).toBe(true)
    expect(isFilled([''])).toBe(false)
  })
})
