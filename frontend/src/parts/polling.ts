import { onBeforeUnmount, onMounted } from 'vue'

/** Asks again every so often while the page is looked at, and at once when it is looked at again. */
export function usePolling(ask: () => unknown, every: number): void {
  let timer = 0
  const askIfSeen = () => document.visibilityState === 'visible' && void ask()
  onMounted(() => {
    timer = window.setInterval(askIfSeen, every)
    document.addEventListener('visibilitychange', askIfSeen)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', askIfSeen)
  })
}
