import { describe, expect, it } from 'vitest'
import { partByDuty } from './next'

const actions = ['add_note', 'record_callback', 'accept', 'close'].map((action) => ({ action }))

describe('what comes next', () => {
  it('is the action that bears the name of what is owed', () => {
    const { owed, other } = partByDuty(actions, [{ duty: 'callback' }])
    expect(owed.map((each) => each.action)).toEqual(['record_callback'])
    expect(other.map((each) => each.action)).toEqual(['add_note', 'accept', 'close'])
  })

  it('is found either way round, by whole words', () => {
    expect(partByDuty(actions, [{ duty: 'accept_capture' }]).owed).toEqual([{ action: 'accept' }])
    expect(partByDuty(actions, [{ duty: 'closet' }]).owed).toEqual([])
  })

  it('keeps the order of the service', () => {
    const { owed } = partByDuty(actions, [{ duty: 'close' }, { duty: 'callback' }])
    expect(owed.map((each) => each.action)).toEqual(['record_callback', 'close'])
  })
})
