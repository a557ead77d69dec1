/* eslint-disable vue/one-component-per-file -- small ones that belong together */
import { defineComponent, h, inject, provide, type InjectionKey, type PropType } from 'vue'
import { addressOf, isHere, router, shown, type Target } from '.'

const DEPTH: InjectionKey<number> = Symbol('depth')

/** Where the page stands; a layout has one of its own for what is in it. */
export const RouterView = defineComponent({
  name: 'RouterView',
  setup() {
    const depth = inject(DEPTH, 0)
    provide(DEPTH, depth + 1)
    return () => {
      const { views, props } = shown.value
      const view = views[depth]
      return view && h(view, depth === views.length - 1 ? props : null)
    }
  },
})

/** A link within the app: a real address, so that it can be opened in another tab as well. */
export const RouterLink = defineComponent({
  name: 'RouterLink',
  props: { to: { type: [String, Object] as PropType<Target>, required: true } },
  setup(props, { slots }) {
    const follow = (event: MouseEvent): void => {
      const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
      if (elsewhere || event.button || event.defaultPrevented) return
      event.preventDefault()
      void router.push(props.to)
    }
    return () => {
      const here = isHere(props.to)
      return h(
        'a',
        {
          href: addressOf(props.to),
          class: { 'router-link-active': here },
          'aria-current': here ? 'page' : undefined,
          onClick: follow,
        },
        slots.default?.(),
      )
    }
  },
})

declare module 'vue' {
  interface GlobalComponents {
    RouterView: typeof RouterView
    RouterLink: typeof RouterLink
  }
}
