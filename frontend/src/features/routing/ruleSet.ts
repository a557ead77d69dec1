import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import {
  readInForce,
  readTerms,
  readVersion,
  writeRules,
  type Rule,
  type RuleSet,
  type Terms,
} from '@/api/rules'

/** A version as it stands on the screen: read, changed here, and written back as a whole. */
export function useRuleSet(number: () => number) {
  const shown: Ref<RuleSet | null> = shallowRef(null)
  const terms: Ref<Terms | null> = shallowRef(null)
  const failure = ref<unknown>(null)
  const dirty = ref(false)
  const chosen = ref<string | null>(null)
  const rule = computed(() => shown.value?.rules.find((each) => each.id === chosen.value))

  async function read(): Promise<void> {
    failure.value = null
    try {
      terms.value = await readTerms()
      put(await (number() ? readVersion(number()) : readInForce()))
    } catch (thrown) {
      failure.value = thrown
    }
  }

  function put(next: RuleSet): void {
    shown.value = next
    dirty.value = false
  }

  function write(rules: Rule[]): void {
    if (!shown.value) return
    shown.value = { ...shown.value, rules }
    dirty.value = true
  }

  const change = (next: Rule): void =>
    write((shown.value?.rules ?? []).map((each) => (each.id === next.id ? next : each)))

  function remove(): void {
    write((shown.value?.rules ?? []).filter((each) => each.id !== chosen.value))
    chosen.value = null
  }

  async function save(): Promise<void> {
    if (dirty.value && shown.value) put(await writeRules(shown.value))
  }

  watch(number, read, { immediate: true })
  return { shown, terms, failure, dirty, chosen, rule, read, put, write, change, remove, save }
}
