import { watch } from 'vue'
import { flush, resume, startSync } from '@/offline/sync'
import { installApp } from '@/offline/update'
import { session } from './session'

/* What the first view does without: sending what waits, and keeping the app for the cellar. */

const me = () => session.value?.person?.id ?? null
/** The lists of the first page come before the files of all the others. */
const INSTALL_AFTER = 2_000

export function begin(): void {
  startSync(me)
  // Something is told just when the network is gone: what tells it must be at hand by then.
  void Promise.allSettled([import('@/ui/UiToasts.vue'), import('@/offline/shrink')])
  watch(me, (person) => {
    if (!person) return
    resume()
    void flush()
  })
  if (import.meta.env.PROD) setTimeout(() => void installApp(), INSTALL_AFTER)
}
