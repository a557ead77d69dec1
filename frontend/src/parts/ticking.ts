import { onScopeDispose, readonly, ref, type Ref } from 'vue'
import { now } from '@/api/http'

const shared = ref(now())
let users = 0
let timer = 0

/** The service's time, a few times a minute: due times count down by it. */
export function useNow(): Readonly<Ref<number>> {
  if (users++ === 0) {
    shared.value = now()
    timer = window.setInterval(() => (shared.value = now()), 10_000)
  }
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer)
  })
  return readonly(shared)
}
