import { describe, expect, it } from 'vitest'
import type { Rule, Terms } from '@/api/rules'
import { asked, freshId, moved, told } from './rules'

const rule = (id: string, stage: string): Rule => ({
  id,
  name: { zh: id, en: id },
  stage,
  when: { test: 'always' },
  then: {},
  in_use: true,
})
const ids = (rules: Rule[]) => rules.map((each) => each.id).join(' ')
const label = (zh: string) => ({ zh, en: zh })
const terms: Terms = {
  stages: [],
  conditions: [
    {
      name: 'kind',
      label: label('类别'),
      shape: 'some',
      no: null,
      stage: null,
      choices: [{ value: 'help', label: label('求助') }],
    },
    {
      name: 'is_key',
      label: label('重要业户'),
      shape: 'yes_or_no',
      no: label('非重要业户'),
      stage: null,
      choices: [],
    },
    { name: 'words', label: label('原话提到'), shape: 'words', no: null, stage: null, choices: [] },
    {
      name: 'joint_count',
      label: label('联名人数'),
      shape: 'count',
      no: null,
      stage: null,
      choices: [],
    },
    {
      name: 'time_of_day',
      label: label('时间'),
      shape: 'span',
      no: null,
      stage: null,
      choices: [],
    },
    {
      name: 'topic',
      label: label('主题'),
      shape: 'some_or_any',
      no: null,
      stage: null,
      choices: [],
    },
  ],
  outcomes: [
    {
      name: 'department',
      label: label('部门'),
      shape: 'one',
      no: null,
      stage: 'department',
      choices: [{ value: 'security', label: label('安防') }],
    },
    {
      name: 'due',
      label: label('时限'),
      shape: 'limits',
      no: null,
      stage: 'pace',
      choices: [{ value: 'arrive', label: label('到场') }],
    },
    {
      name: 'notify_only',
      label: label('只告知所列岗位'),
      shape: 'yes_or_no',
      no: null,
      stage: 'notice',
      choices: [],
    },
  ],
}

describe('the order of rules', () => {
  const rules = [
    rule('a', 'topic'),
    rule('b', 'department'),
    rule('c', 'topic'),
    rule('d', 'department'),
  ]

  it('changes within a stage and nowhere else', () => {
    expect(ids(moved(rules, 'd', -1))).toBe('a d c b')
    expect(ids(moved(rules, 'a', 1))).toBe('c b a d')
  })

  it('ends at the ends of the stage', () => {
    expect(ids(moved(rules, 'b', -3))).toBe('a b c d')
    expect(ids(moved(rules, 'b', 9))).toBe('a d c b')
    expect(ids(moved(rules, 'nobody', 1))).toBe('a b c d')
  })

  it('gives a new rule an id that is not taken', () => {
    expect(freshId([rule('rule-2', 'topic')])).toBe('rule-3')
  })
})

describe('how a rule reads', () => {
  it('names a condition in the words of the service', () => {
    expect(told({ test: 'kind', one_of: ['help'] }, terms)).toBe('类别：求助')
    expect(told({ test: 'is_key', yes: false }, terms)).toBe('非重要业户')
    expect(told({ test: 'joint_count', at_least: 6 }, terms)).toBe('联名人数 ≥ 6')
    expect(told({ test: 'time_of_day', since: '22:00:00', until: '06:00:00' }, terms)).toBe(
      '时间 22:00–06:00',
    )
    expect(told({ test: 'topic' }, terms)).toBe('主题：任一')
    expect(told({ test: 'words', any_of: ['水', '电', '火', '气', '烟'] }, terms)).toBe(
      '原话提到 水、电、火、气 等 5 个',
    )
  })

  it('names what is asked for, and nothing that is not', () => {
    expect(asked({ department: 'security', notify_only: false }, terms)).toEqual(['部门：安防'])
    expect(asked({ due: [{ setting: 'arrive', amount: 10 }] }, terms)).toEqual(['时限：到场 10'])
  })
})
