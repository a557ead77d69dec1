import type { Condition, Outcome, Rule, Term, Terms } from '@/api/rules'
import { say, t } from '@/i18n'

/* How rules read, and how they are put in order. What they may say comes from the service. */

export const isGroup = (condition: Condition): boolean =>
  condition.test === 'all' || condition.test === 'any'

export const partsOf = (condition: Condition): Condition[] =>
  Array.isArray(condition.of) ? condition.of : condition.of ? [condition.of] : []

export const termOf = (terms: Terms, test: string): Term | undefined =>
  terms.conditions.find((term) => term.name === test)

const valueOf = (term: Term, value: string | number): string =>
  say(term.choices.find((choice) => choice.value === value)?.label) || String(value)

const SHOWN = 4

/** The first few of many. */
export function some(values: string[]): string {
  const shown = values.slice(0, SHOWN).join(t('rules.comma'))
  return values.length > SHOWN ? t('rules.and_more', { shown, n: values.length }) : shown
}

/** One condition as a chip reads. */
export function told(condition: Condition, terms: Terms): string {
  const term = termOf(terms, condition.test)
  if (!term) return condition.test
  const label = say(term.label)
  switch (term.shape) {
    case 'yes_or_no':
      return condition.yes === false ? say(term.no) : label
    case 'words':
      return `${label} ${some(condition.any_of ?? [])}`
    case 'count':
      return `${label} ${countOf(condition)}`
    case 'span':
      return `${label} ${hour(condition.since)}–${hour(condition.until)}`
    case 'nothing':
      return label
    default:
      return `${label}${t('rules.colon')}${valuesOf(condition, term)}`
  }
}

function valuesOf(condition: Condition, term: Term): string {
  const values = condition.one_of ?? []
  return values.length ? some(values.map((value) => valueOf(term, value))) : t('rules.any_value')
}

export const hour = (time: string | undefined): string => (time ?? '').slice(0, 5)

function countOf({ at_least: least, at_most: most }: Condition): string {
  if (least && most) return `${least}–${most}`
  return least ? `≥ ${least}` : `≤ ${most}`
}

/** What a rule asks for, one line for each thing. */
export function asked(then: Outcome, terms: Terms): string[] {
  return terms.outcomes.flatMap((term) => {
    const value = then[term.name]
    if (value === null || value === undefined || value === false) return []
    if (value === true) return [say(term.label)]
    const values = Array.isArray(value) ? value : [value]
    if (!values.length) return []
    const read = values.map((each) =>
      typeof each === 'object'
        ? `${valueOf(term, each.setting)} ${each.amount}`
        : valueOf(term, each),
    )
    return [`${say(term.label)}${t('rules.colon')}${read.join(t('rules.comma'))}`]
  })
}

/** A rule moved by so many places among those of its own stage; the others stay in their order. */
export function moved(rules: Rule[], id: string, by: number): Rule[] {
  const rule = rules.find((each) => each.id === id)
  if (!rule) return rules
  const own = rules.filter((each) => each.stage === rule.stage)
  const at = own.indexOf(rule)
  const to = Math.max(0, Math.min(own.length - 1, at + by))
  if (to === at) return rules
  own.splice(to, 0, ...own.splice(at, 1))
  const next = own[Symbol.iterator]()
  return rules.map((each) => (each.stage === rule.stage ? (next.next().value as Rule) : each))
}

/** An id that no rule has yet. */
export function freshId(rules: Rule[]): string {
  const taken = new Set(rules.map((rule) => rule.id))
  let n = rules.length + 1
  while (taken.has(`rule-${n}`)) n += 1
  return `rule-${n}`
}

export function newRule(rules: Rule[], stage: string): Rule {
  const id = freshId(rules)
  return {
    id,
    name: { zh: t('rules.new_name'), en: 'New rule' },
    stage,
    when: { test: 'all', of: [{ test: 'kind', one_of: ['help'] }] },
    then: {},
    reason: t('rules.new_reason'),
    in_use: true,
  }
}
