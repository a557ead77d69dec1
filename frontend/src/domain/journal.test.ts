import { describe, expect, it } from 'vitest'
import { actsOf } from './acts'
import { toldIn } from './journal'

const labels: Record<string, Record<string, string>> = { Decision: { adopted: '采纳' } }
const labelOf = (vocabulary: string, word: string) => labels[vocabulary]?.[word] ?? word

describe('an entry of the journal', () => {
  it('tells what was decided and what was said, with its name', () => {
    expect(toldIn({ decision: 'adopted' }, { decision_reasons: '方便接送' }, labelOf)).toEqual([
      {
        name: 'decision',
        label: { zh: '决定', en: 'Decision' },
        value: '采纳',
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
    expect(toldIn({ reached: false }, null, labelOf)[0]?.value).toEqual({ zh: '否', en: 'No' })
  })

  it('leaves the marks of the machinery out', () => {
    expect(
      toldIn({ digest: 'ab', policy_version: 1, area_id: 'x', solved: null }, {}, labelOf),
    ).toEqual([])
  })

  it('does not say a summary twice that is only the beginning of the words', () => {
    const said = toldIn({}, { words: '灯坏了，很暗', summary: '灯坏了' }, labelOf)
    expect(said.map((each) => each.name)).toEqual(['words'])
    expect(toldIn({}, { words: '灯坏了', summary: '路灯' }, labelOf)).toHaveLength(2)
  })

  it('says a name it has no words for as it is, rather than dropping what was written', () => {
    expect(toldIn({}, { weather: '雨' }, labelOf)[0]).toMatchObject({
      name: 'weather',
      value: '雨',
    })
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
