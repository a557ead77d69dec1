/* eslint-disable vue/one-component-per-file -- a page and the piece on it */
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { later } from './later'

const Bell = defineComponent({ render: () => h('b', 'bell') })
const gone = new TypeError('Failed to fetch dynamically imported module')

const pageOf = (piece: Component) => mount(defineComponent({ render: () => h('main', h(piece)) }))

describe('a piece that comes when it is wanted', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it('comes with the network where there was none', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const load = vi.fn().mockRejectedValueOnce(gone).mockResolvedValue(Bell)
    const page = pageOf(later(load))
    await flushPromises()
    expect(page.text()).toBe('')
    window.dispatchEvent(new Event('online'))
    await flushPromises()
    expect(page.text()).toBe('bell')
  })

  it('is asked for again on a line that fails now and then', async () => {
    vi.useFakeTimers()
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
    const load = vi.fn().mockRejectedValueOnce(gone).mockResolvedValue(Bell)
    const page = pageOf(later(load))
    await vi.runAllTimersAsync()
    expect(load).toHaveBeenCalledTimes(2)
    expect(page.text()).toBe('bell')
  })
})
