import { defineAsyncComponent, type Component } from 'vue'

/* A piece that comes when it is wanted. On a line that comes and goes it is asked for again. */

const SOON = 3_000
const OFTEN = 10

/** The piece; while it cannot be had its place stays empty, and nothing else is disturbed. */
export const later = (load: () => Promise<Component | { default: Component }>): Component =>
  defineAsyncComponent({
    loader: load as () => Promise<Component>,
    onError: (_, again, leave, times) => {
      if (!navigator.onLine) window.addEventListener('online', again, { once: true })
      else if (times <= OFTEN) setTimeout(again, SOON)
      else leave()
    },
  })
