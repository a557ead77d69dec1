import { ref, shallowRef, type Ref } from 'vue'

export interface Reading<T> {
  data: Readonly<Ref<T | undefined>>
  failure: Readonly<Ref<unknown>>
  again: () => Promise<void>
}

/** Reads at once, and again when asked. What was read stays while a later reading fails. */
export function useReading<T>(read: () => Promise<T>): Reading<T> {
  const data = shallowRef<T>()
  const failure = ref<unknown>(null)
  let round = 0

  async function again(): Promise<void> {
    const mine = ++round
    try {
      const answer = await read()
      if (mine !== round) return
      data.value = answer
      failure.value = null
    } catch (thrown) {
      if (mine === round) failure.value = thrown
    }
  }

  void again()
  return { data, failure, again }
}
