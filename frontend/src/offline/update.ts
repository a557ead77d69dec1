import { ref } from 'vue'

/* The app on the phone itself: starts without a network, and asks before it becomes a newer one. */

const ASK_EVERY = 30 * 60_000
const waiting = ref<ServiceWorker | null>(null)

/** A newer version of the app is there and waits to be let in. */
export const newVersion = waiting

export async function installApp(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  let asked = false
  navigator.serviceWorker.addEventListener('controllerchange', () => asked && location.reload())
  letIn = () => {
    asked = true
    waiting.value?.postMessage('take over')
  }
  const registration = await navigator.serviceWorker.register('/sw.js')
  const look = () => {
    const next = registration.waiting
    if (next && navigator.serviceWorker.controller) waiting.value = next
  }
  look()
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  )
  setInterval(() => void registration.update().catch(() => undefined), ASK_EVERY)
}

let letIn = (): void => undefined

/** Lets the newer version in. Only ever because somebody said so. */
export const takeNewVersion = (): void => letIn()
