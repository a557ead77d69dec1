import { ref, type Ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

/** One thing being done: whether it runs, and why it was refused. */
export function useDoing(): {
  busy: Ref<boolean>
  problem: Ref<Problem | null>
  run: (what: () => Promise<unknown>) => Promise<boolean>
} {
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  async function run(what: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    problem.value = null
    try {
      await what()
      return true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, run }
}
