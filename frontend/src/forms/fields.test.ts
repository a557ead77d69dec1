import { describe, expect, it } from 'vitest'
import { question as field } from './question.testing'
import { errorsOf, firstValues, isQuestion, payloadOf, splitFields } from './fields'

const ZONE = 'Asia/Shanghai'

describe('what is sent', () => {
  it('holds only what was filled in', () => {
    const fields = [field('note', 'long_text'), field('reason', 'text'), field('who', 'person')]
    const values = { ...firstValues(fields, ZONE), reason: ' 已告知 ' }
    expect(payloadOf(fields, values, ZONE)).toEqual({ reason: '已告知' })
  })

  it('turns a time of the centre into a moment', () => {
    const fields = [field('occurred_at', 'datetime')]
    expect(payloadOf(fields, { occurred_at: '2026-04-12T10:40' }, ZONE)).toEqual({
      occurred_at: '2026-04-12T02:40:00.000Z',
    })
  })

  it('turns a number into a number and drops empty lines', () => {
    const fields = [field('joint_count', 'integer'), field('co_signers', 'text_list')]
    expect(payloadOf(fields, { joint_count: '6', co_signers: ['李', ' '] }, ZONE)).toEqual({
      joint_count: 6,
      co_signers: ['李'],
    })
  })

  it('sends a no as well as a yes, and nothing where nothing was said', () => {
    const fields = [
      field('satisfied', 'boolean', { needed: true }),
      field('thanked', 'boolean', { default: false }),
      field('solved', 'boolean'),
    ]
    const values = { ...firstValues(fields, ZONE), satisfied: false }
    expect(payloadOf(fields, values, ZONE)).toEqual({ satisfied: false, thanked: false })
  })
})

describe('a yes or no', () => {
  it('is a question where no answer is assumed', () => {
    expect(isQuestion(field('satisfied', 'boolean', { needed: true }))).toBe(true)
    expect(isQuestion(field('solved', 'boolean'))).toBe(true)
    expect(isQuestion(field('thanked', 'boolean', { default: false }))).toBe(false)
  })

  it('with a default is a confirmation where it is needed: only yes will do', () => {
    const fields = [field('thanked', 'boolean', { needed: true, default: false })]
    expect(errorsOf(fields, { thanked: false }).thanked?.zh).toBe('请做到并确认')
    expect(errorsOf(fields, { thanked: true })).toEqual({})
  })

  it('must be answered where it is needed: no is an answer, silence is not', () => {
    const fields = [field('satisfied', 'boolean', { needed: true })]
    expect(errorsOf(fields, { satisfied: null })).toHaveProperty('satisfied')
    expect(errorsOf(fields, { satisfied: false })).toEqual({})
  })
})

describe('what can be told without asking', () => {
  it('is what is missing, too long, or no number in its bounds', () => {
    const fields = [
      field('reason', 'text', { needed: true }),
      field('summary', 'text', { at_most: 3 }),
      field('joint_count', 'integer', { at_least: 1, at_most: 9 }),
    ]
    const errors = errorsOf(fields, { reason: '  ', summary: '四个字了', joint_count: '12' })
    expect(Object.keys(errors)).toEqual(['reason', 'summary', 'joint_count'])
    expect(errorsOf(fields, { reason: '有', summary: '三个字', joint_count: '9' })).toEqual({})
  })
})

describe('what is not asked', () => {
  const fields = [
    field('answer', 'long_text'),
    field('satisfied', 'boolean', {
      needed: true,
      shown_if: [{ field: 'answer', values: [], filled: true }],
    }),
  ]

  it('is neither checked nor sent', () => {
    expect(errorsOf(fields, { answer: '', satisfied: true })).toEqual({})
    expect(payloadOf(fields, { answer: '', satisfied: true }, ZONE)).toEqual({})
    expect(payloadOf(fields, { answer: '好', satisfied: true }, ZONE)).toHaveProperty('satisfied')
  })

  it('may be settled by another field', () => {
    const place = [field('place', 'text', { needed: true, or_else: ['unit_id'] })]
    expect(errorsOf(place, { unit_id: null })).toHaveProperty('place')
    expect(errorsOf(place, { unit_id: 'u1' })).toEqual({})
  })
})

describe('a long form', () => {
  it('shows first what is needed', () => {
    const fields = Array.from({ length: 12 }, (_, at) =>
      field(`f${at}`, 'text', { needed: at === 9 }),
    )
    const { first, more } = splitFields(fields)
    expect(first.map((each) => each.name)).toEqual(['f9'])
    expect(more).toHaveLength(11)
  })
})
