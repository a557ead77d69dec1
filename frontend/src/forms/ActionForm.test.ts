import { mount, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { computed } from 'vue'
import type { AllowedAction, FieldSpec } from '@/api/cases'
import { Problem } from '@/api/problem'
import ActionForm from './ActionForm.vue'
import { question } from './question.testing'
import { LOOKUPS } from './lookups'
import { ZONE } from '@/parts/zone'

vi.mock('@/api/house', () => ({ readClauses: async () => ({}) }))

const words = (zh: string) => ({ zh, en: zh })
const field = (name: string, type: string, more: Partial<FieldSpec> = {}) =>
  question(name, type, { label: words(`${name} 标签`), ...more })
const action = (...fields: FieldSpec[]): AllowedAction => ({
  action: 'do_it',
  path: 'do-it',
  label: words('做这件事'),
  allowed: true,
  needs_if_match: false,
  fields,
})

function open(what: AllowedAction, props: Record<string, unknown> = {}): VueWrapper {
  return mount(ActionForm, {
    props: { action: what, ...props },
    attachTo: document.body,
    global: {
      provide: {
        [ZONE as symbol]: computed(() => 'Asia/Shanghai'),
        [LOOKUPS as symbol]: async (type: string) =>
          type === 'person' ? [{ value: 'p1', label: '李工' }] : [],
      },
    },
  })
}

const EVERY_TYPE = action(
  field('line', 'text', { needed: true, at_most: 80 }),
  field('long', 'long_text'),
  field('asked', 'boolean', { needed: true }),
  field('ticked', 'boolean', { default: false }),
  field('how', 'choice', { choices: [{ value: 'phone', label: words('来电') }] }),
  field('told', 'choices', { choices: [{ value: 'guard', label: words('安防') }] }),
  field('count', 'integer', { default: 1 }),
)

describe('the form of an action', () => {
  it('has a labelled control for every field the service names', () => {
    const form = open(EVERY_TYPE)
    for (const each of EVERY_TYPE.fields) expect(form.text()).toContain(each.label.zh)
    expect(form.find('[data-field=line] input[type=text]').attributes('maxlength')).toBe('80')
    expect(form.find('[data-field=long] textarea').exists()).toBe(true)
    expect(form.findAll('[data-field=asked] input[type=radio]')).toHaveLength(2)
    expect(form.find('[data-field=ticked] input[type=checkbox]').exists()).toBe(true)
    expect(form.find('[data-field=how] input[type=radio]').attributes('value')).toBe('phone')
    expect(form.find('[data-field=told] input[type=checkbox]').attributes('value')).toBe('guard')
    expect(form.find('[data-field=count] input[type=number]').element).toHaveProperty('value', '1')
    form.unmount()
  })

  it('performs with what was filled in', async () => {
    const form = open(EVERY_TYPE)
    await form.find('[data-field=line] input').setValue('已说明')
    await form.find('[data-field=asked] input[value=true]').setValue(true)
    await form.find('[data-field=how] input').setValue(true)
    await form.find('[data-field=told] input').setValue(true)
    await form.find('form').trigger('submit')
    expect(form.emitted('perform')).toEqual([
      [{ line: '已说明', asked: true, ticked: false, how: 'phone', told: ['guard'], count: 1 }],
    ])
    form.unmount()
  })

  it('does not send what is incomplete, says so beside the field and goes there', async () => {
    const form = open(EVERY_TYPE)
    await form.find('form').trigger('submit')
    expect(form.emitted('perform')).toBeUndefined()
    expect(form.find('[data-field=line] [role=alert]').text()).toContain('这一项要填')
    expect(document.activeElement).toBe(form.find('[data-field=line] input').element)
    form.unmount()
  })

  it('is sent by Ctrl+Enter, but not while a word is being composed', async () => {
    const form = open(action(field('note', 'long_text')))
    const box = form.find('textarea')
    await box.setValue('备注')
    await box.trigger('keydown', { key: 'Enter', ctrlKey: true, isComposing: true })
    expect(form.emitted('perform')).toBeUndefined()
    await box.trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(form.emitted('perform')).toEqual([[{ note: '备注' }]])
    form.unmount()
  })

  it('shows the refusal with its clause and leads to the next right action', async () => {
    const form = open(action(field('reply_text', 'long_text')), {
      problem: new Problem(409, 'not_approved', words('这段答复还没有得到认可'), '4.4.4-c', {
        ...words('请示认可'),
        action: 'request_approval',
      }),
    })
    expect(form.find('[role=alert]').text()).toContain('这段答复还没有得到认可')
    expect(form.find('[role=alert]').text()).toContain('4.4.4-c')
    await form.find('[role=alert] button').trigger('click')
    expect(form.emitted('instead')).toEqual([['request_approval']])
    form.unmount()
  })

  it('puts what the service found wrong beside its field', async () => {
    const form = open(action(field('place', 'text'), field('note', 'text')))
    await form.setProps({
      problem: new Problem(422, 'incomplete', words('还不完整'), null, null, {
        place: words('请填地点'),
      }),
    })
    expect(form.find('[data-field=place] [role=alert]').text()).toContain('请填地点')
    form.unmount()
  })

  it('finds a person by words and sends the id', async () => {
    const form = open(action(field('doer', 'person', { needed: true })))
    await vi.waitUntil(() => form.find('[role=combobox]').exists())
    const box = form.find('[role=combobox]')
    await box.trigger('focus')
    await new Promise((later) => setTimeout(later))
    expect(form.find('[role=option]').text()).toContain('李工')
    await box.trigger('keydown', { key: 'Enter' })
    await form.find('form').trigger('submit')
    expect(form.emitted('perform')).toEqual([[{ doer: 'p1' }]])
    form.unmount()
  })

  it('does not send twice while it is sending', async () => {
    const form = open(action(), { busy: true })
    await form.find('form').trigger('submit')
    expect(form.emitted('perform')).toBeUndefined()
    form.unmount()
  })
})
