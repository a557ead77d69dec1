import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from '@/router'
import { now } from '@/api/http'
import { isDay, monthOf, type Days } from '@/domain/period'
import { wallClockOf } from '@/domain/zoned'
import { useZone } from './zone'

/** The days a screen tells of; they stand in its address, so that it can be sent to somebody. */
export function usePeriod(): { days: WritableComputedRef<Days>; today: string } {
  const route = useRoute()
  const router = useRouter()
  const today = wallClockOf(now(), useZone().value).slice(0, 10)
  const days = computed({
    get: () => {
      const { from, to } = route.query
      return isDay(from) && isDay(to) && from <= to ? { from, to } : monthOf(today)
    },
    set: ({ from, to }) => void router.replace({ query: { ...route.query, from, to } }),
  })
  return { days, today }
}
