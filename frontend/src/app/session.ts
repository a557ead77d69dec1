import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { Problem } from '@/api/problem'
import { signIn, signOut, whoIsSignedIn, type Session } from '@/api/session'

const HOME_ZONE = 'Asia/Shanghai'

/** Who is signed in, in which centre, holding which posts. */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const asked = ref(false)
  const zone = computed(() => session.value?.centre.time_zone ?? HOME_ZONE)

  const posts = computed(() => session.value?.appointments.map((post) => post.role) ?? [])

  async function recall(): Promise<void> {
    if (asked.value) return
    try {
      session.value = await whoIsSignedIn()
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.status !== 401) throw thrown
    }
    asked.value = true
  }

  async function enter(login: string, password: string): Promise<void> {
    session.value = await signIn(login, password)
    asked.value = true
  }

  async function leave(): Promise<void> {
    await signOut()
    session.value = null
  }

  function forget(): void {
    session.value = null
  }

  return { session, zone, posts, recall, enter, leave, forget }
})
