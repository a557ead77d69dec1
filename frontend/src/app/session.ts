import { computed, readonly, ref } from 'vue'
import { forgetAll } from '@/api/kept'
import { Problem } from '@/api/problem'
import { signIn, signOut, whoIsSignedIn, type Session } from '@/api/session'

/* Who is signed in, in which centre, holding which posts. One for the whole app. */

const HOME_ZONE = 'Asia/Shanghai'

const current = ref<Session | null>(null)
let asked = false

export const session = readonly(current)
export const zone = computed(() => current.value?.centre.time_zone ?? HOME_ZONE)
export const posts = computed(() => current.value?.appointments.map((post) => post.role) ?? [])

/** Asks once whether a session of an earlier visit still holds. */
export async function recall(): Promise<void> {
  if (asked) return
  try {
    current.value = await whoIsSignedIn()
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.status !== 401) throw thrown
  }
  asked = true
}

export async function enter(login: string, password: string): Promise<void> {
  forgetAll()
  current.value = await signIn(login, password)
  asked = true
}

export async function leave(): Promise<void> {
  await signOut()
  forget()
}

export function forget(): void {
  current.value = null
  forgetAll()
}
