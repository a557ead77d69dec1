import { onBeforeUnmount, onMounted, readonly, ref } from 'vue'
import { countUnread, openStream, type Streamed } from '@/api/notices'

/* One stream for the whole app, open as long as anything on the screen listens. */

interface Ears {
  /** A case of the centre has changed, or everything must be read anew (no id then). */
  change?: (caseId: string | null) => void
  notice?: (notice: Streamed) => void
}

const AGAIN = 5_000
const listeners = new Set<Ears>()
const count = ref(0)
let close: (() => void) | null = null
let retry = 0

export const unread = readonly(count)

/** The own inbox was read somewhere: ask how much is left. */
export async function recount(): Promise<void> {
  count.value = (await countUnread()).count
}

function open(): void {
  close?.()
  close = openStream({
    hello: (found) => (count.value = found),
    change: (caseId) => listeners.forEach((ears) => ears.change?.(caseId)),
    notice: (notice) => {
      count.value += 1
      void import('./chime').then(({ chime }) => chime(notice.must_acknowledge))
      listeners.forEach((ears) => ears.notice?.(notice))
    },
    reset: () => listeners.forEach((ears) => ears.change?.(null)),
    lost: () => {
      close = null
      clearTimeout(retry)
      // Signed out or the service is away: asking says which, and signs out where need be.
      retry = window.setTimeout(() => {
        if (listeners.size) recount().then(open, open)
      }, AGAIN)
    },
  })
}

/** Listens while the component is there. */
export function useStream(ears: Ears): void {
  onMounted(() => {
    listeners.add(ears)
    if (!close) open()
  })
  onBeforeUnmount(() => {
    listeners.delete(ears)
    if (listeners.size) return
    clearTimeout(retry)
    close?.()
    close = null
  })
}

/** Looks again soon after something changed: many changes at once are one look. */
export function useLive(look: () => unknown, wait = 400): void {
  let timer = 0
  useStream({
    change: () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => void look(), wait)
    },
  })
  onBeforeUnmount(() => clearTimeout(timer))
}
