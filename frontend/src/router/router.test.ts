/* eslint-disable vue/one-component-per-file -- small ones that belong together */
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, onUnmounted } from 'vue'
import { router, start, useRoute, type Guard, type Page } from '.'
import { RouterLink, RouterView } from './views'

const gone = vi.fn()
const layout = defineComponent({
  setup() {
    onUnmounted(gone)
    return () => h('section', [h(RouterView)])
  },
})
const saying = (words: string) => defineComponent(() => () => h('p', words))
const thing = defineComponent({
  props: { id: { type: String, required: true } },
  setup: (props) => () => h('p', `thing ${props.id}`),
})
const view = (component: object) => async () => ({ default: component })
const inLayout = view(layout)

const pages: Page[] = [
  { name: 'home', path: '/', views: [], leadsTo: () => ({ name: 'list' }) },
  { name: 'list', path: '/list', views: [inLayout, view(saying('list'))] },
  { name: 'thing', path: '/things/:id', views: [inLayout, view(thing)], props: true },
  { name: 'shut', path: '/shut', views: [view(saying('shut'))] },
  { name: 'missing', path: '/:missing(.*)', views: [view(saying('missing'))] },
]
const guard: Guard = async (to) => (to.name === 'shut' ? { name: 'list' } : true)

async function opened(at: string, asking = guard) {
  history.replaceState(null, '', at)
  await start(pages, asking)
  return mount(defineComponent(() => () => h(RouterView)))
}

beforeEach(() => gone.mockClear())

describe('the way from page to page', () => {
  it('opens what the address names, in its layout, with what the address says', async () => {
    const app = await opened('/things/7?tab=2')
    expect(app.html()).toContain('<section>')
    expect(app.text()).toBe('thing 7')
    expect(useRoute().query).toEqual({ tab: '2' })
  })

  it('keeps the layout and changes the page', async () => {
    const app = await opened('/list')
    await router.push({ name: 'thing', params: { id: '9' } })
    await flushPromises()
    expect(app.text()).toBe('thing 9')
    expect(location.pathname).toBe('/things/9')
    expect(gone).not.toHaveBeenCalled()
  })

  it('leads on from an address that is no page, and from one that is shut', async () => {
    expect((await opened('/')).text()).toBe('list')
    expect(location.pathname).toBe('/list')
    expect((await opened('/shut?x=1')).text()).toBe('list')
    expect((await opened('/no/such')).text()).toBe('missing')
  })

  it('changes the query alone, in place', async () => {
    await opened('/things/7')
    const before = history.length
    await router.replace({ query: { q: '3栋' } })
    expect(location.pathname + location.search).toBe('/things/7?q=3%E6%A0%8B')
    expect(useRoute().params).toEqual({ id: '7' })
    expect(history.length).toBe(before)
  })

  it('follows the browser back', async () => {
    const app = await opened('/list')
    await router.push('/things/1')
    history.replaceState(null, '', '/list')
    window.dispatchEvent(new PopStateEvent('popstate'))
    await flushPromises()
    expect(app.text()).toBe('list')
  })

  it('goes to the last place asked for when an earlier one is slow', async () => {
    const held: (() => void)[] = []
    const slow: Guard = (to) =>
      to.name === 'thing' ? new Promise((go) => held.push(() => go(true))) : Promise.resolve(true)
    const app = await opened('/shut', slow)
    const first = router.push('/things/1')
    await router.push('/list')
    held.forEach((go) => go())
    await first
    await flushPromises()
    expect(app.text()).toBe('list')
    expect(location.pathname).toBe('/list')
  })
})

describe('a link', () => {
  it('has a real address, says whether one stands there, and is followed by a plain press alone', async () => {
    await opened('/things/7')
    const link = mount(RouterLink, { props: { to: { name: 'thing', params: { id: '7' } } } })
    expect(link.attributes()).toMatchObject({ href: '/things/7', 'aria-current': 'page' })
    await link.setProps({ to: { name: 'list' } })
    expect(link.attributes('aria-current')).toBeUndefined()
    const taken: boolean[] = []
    link.element.addEventListener('click', (event: Event) => {
      taken.push(event.defaultPrevented)
      event.preventDefault()
    })
    await link.trigger('click', { ctrlKey: true })
    await link.trigger('click')
    expect(taken).toEqual([false, true])
    await flushPromises()
    expect(location.pathname).toBe('/list')
  })
})
