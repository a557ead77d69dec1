import { computed, ref } from 'vue'

/* Whether the service can be reached: what the device says, and what the last attempt found. */

const device = ref(typeof navigator === 'undefined' || navigator.onLine)
const found = ref(true)

export const isOnline = computed(() => device.value && found.value)

/** The service does not know who is asking: nothing is sent until somebody signs in. */
export const needsSignIn = ref(false)

export function reached(yes: boolean): void {
  found.value = yes
}

/** Listens to the device. Calls back when the network may be there again. */
export function watchDevice(back: () => void): () => void {
  const look = () => {
    device.value = navigator.onLine
    if (!device.value) return
    found.value = true
    back()
  }
  const seen = () => document.visibilityState === 'visible' && look()
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  document.addEventListener('visibilitychange', seen)
  return () => {
    window.removeEventListener('online', look)
    window.removeEventListener('offline', look)
    document.removeEventListener('visibilitychange', seen)
  }
}
