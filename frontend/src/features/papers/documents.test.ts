import { expect, it } from 'vitest'
import { DOCUMENTS } from './documents'

const DAYS = { from: '2026-04-01', to: '2026-04-30' }
const asked = (kind: string, days = DAYS) => DOCUMENTS[kind]?.asks?.(days, 'Asia/Shanghai')

it('asks for the register by its days', () => {
  expect(asked('register')).toEqual({ from_day: '2026-04-01', to_day: '2026-04-30' })
})

it('asks for the duty log from the first to the end of the last day, as the centre’s clock has them', () => {
  expect(asked('duty-log')).toEqual({
    since: '2026-03-31T16:00:00.000Z',
    until: '2026-04-30T16:00:00.000Z',
  })
})

it('leaves open what was not said', () => {
  expect(asked('duty-log', { from: '', to: '' })).toEqual({ since: '', until: '' })
})
