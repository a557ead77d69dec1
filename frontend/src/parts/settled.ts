import { readonly, ref } from 'vue'

/* The first view stands: what it did without may come now. */

const SOON = 300
const stands = ref(false)

export const settled = readonly(stands)

/** Waits until the browser has drawn what it has and nothing presses. */
export function settle(then: () => void): void {
  const go = (): void => {
    stands.value = true
    then()
  }
  if ('requestIdleCallback' in window) requestIdleCallback(go, { timeout: 1_000 })
  else setTimeout(go, SOON)
}
