import { computed, readonly, ref } from 'vue'
import { forgetAll } from '@/api/kept'
import { Problem } from '@/api/problem'
import {
  setOwnPassword,
  signIn,
  signOut,
  whoIsSignedIn,
  type Operation,
  type Session,
} from '@/api/session'
import { clearShelf, lay, shelved } from '@/offline/shelf'

/* Who is signed in, in which centre, holding which posts. One for the whole app. */

const HOME_ZONE = 'Asia/Shanghai'
const KEPT = 'session'

const current = ref<Session | null>(null)
let asked = false

export const session = readonly(current)
export const zone = computed(() => current.value?.centre.time_zone ?? HOME_ZONE)
export const posts = computed(() => current.value?.appointments.map((post) => post.role) ?? [])

/** Whether the service would let this person go on; it has said so when they came in. */
const opens = computed(() => new Set<string>(current.value?.opens ?? []))
export const may = (operation: Operation): boolean => opens.value.has(operation)

/** Whether counts and rates are all there is to see: every other page would be refused. */
export const figuresAlone = computed(() => current.value?.figures_alone ?? false)

/** Where the service cannot be reached, whoever was signed in last on this device still is. */
const whoIsHere = shelved(KEPT, whoIsSignedIn)

/** Asks once whether a session of an earlier visit still holds. */
export async function recall(): Promise<void> {
  if (asked) return
  try {
    current.value = await whoIsHere()
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.status !== 401) throw thrown
  }
  asked = true
}

export async function enter(login: string, password: string): Promise<void> {
  forgetAll()
  const entered = await signIn(login, password)
  await clearShelf()
  await lay(KEPT, entered)
  current.value = entered
  asked = true
}

/** From then on it is the person's own. */
export async function changeOwnPassword(now: string, next: string): Promise<void> {
  await setOwnPassword(now, next)
  current.value = await whoIsHere()
}

export async function leave(): Promise<void> {
  await signOut()
  await clearShelf()
  forget()
}

export function forget(): void {
  current.value = null
  forgetAll()
  void clearShelf(KEPT)
}
