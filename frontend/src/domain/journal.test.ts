import { describe, expect, it } from 'vitest'
import { actsOf } from './acts'
import { toldIn } from './journal'

describe('an entry of the journal', () => {
  it('tells what was decided and what was said, with its name', () => {
    expect(toldIn({ decision: 'adopted' }, { decision_reasons: '方便接送' })).toEqual([
      {
        name: 'decision',
        label: { zh: '决定', en: 'Decision' },
        value: { zh: '采纳', en: 'Adopted' },
        short: true,
      },
      {
        name: 'decision_reasons',
        label: { zh: '理由', en: 'Reasons' },
        value: '方便接送',
        short: false,
      },
    ])
  })

  it('tells a no as well as a yes', () => {
    expect(toldIn({ reached: false }, null)[0]?.value).toEqual({ zh: '否', en: 'No' })
  })

  it('leaves the marks of the machinery out', () => {
    expect(toldIn({ digest: 'ab', policy_version: 1, area_id: 'x', solved: null }, {})).toEqual([])
  })

  it('says a name it has no words for as it is, rather than dropping what was written', () => {
    expect(toldIn({}, { weather: '雨' })[0]).toMatchObject({ name: 'weather', value: '雨' })
  })
})

describe('acts', () => {
  const entry = (number: number, at: string, by: string | null) => ({ number, at, by })

  it('hold together what one hand did at one moment, in order', () => {
    const acts = actsOf([
      entry(1, '10:00', 'wang'),
      entry(2, '10:00', 'wang'),
      entry(3, '10:00', null),
      entry(4, '10:05', 'wang'),
    ])
    expect(acts.map((act) => act.entries.map((each) => each.number))).toEqual([[1, 2], [3], [4]])
  })
})
