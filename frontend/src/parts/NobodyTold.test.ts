import 'fake-indexeddb/auto'
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { readDutyNumbers } from '@/api/house'
import { rows, save, withdraw, type Entry } from '@/offline/outbox'
import NobodyTold from './NobodyTold.vue'

vi.mock('@/api/house', () => ({ readDutyNumbers: vi.fn() }))

const call: Entry = {
  ...{ lane: 'a', user: 'li', operation: 'take_in' as const, path: '/cases', body: { id: 'a' } },
  ...{ label: { zh: '求助', en: 'Help' }, alarm: true, department: 'engineering' },
}

describe('a call for help that is still on the phone', () => {
  it('is said in red with the number of the department that would come, until it is gone', async () => {
    vi.mocked(readDutyNumbers).mockResolvedValue([
      { name: '赵队', number: '8001', department: 'security' },
      { name: '钱工', number: '8002', department: 'engineering' },
    ])
    const bar = mount(NobodyTold)
    await flushPromises()
    expect(bar.find('[role="alert"]').exists()).toBe(false)

    await save(call)
    await flushPromises()
    expect(bar.get('[role="alert"]').text()).toContain('还没有通知到任何人')
    expect(bar.get('a').attributes('href')).toBe('tel:8002')
    expect(bar.get('a').text()).toContain('钱工')

    await withdraw(rows.value[0]?.id ?? '')
    await flushPromises()
    expect(bar.find('[role="alert"]').exists()).toBe(false)
  })

  it('says so where the phone knows no number', async () => {
    vi.mocked(readDutyNumbers).mockRejectedValue(new Error('unreached'))
    const bar = mount(NobodyTold)
    const id = await save(call)
    await flushPromises()
    expect(bar.find('a').exists()).toBe(false)
    expect(bar.text()).toContain('请用对讲机')
    await withdraw(id)
  })
})
