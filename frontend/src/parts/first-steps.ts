import { computed, ref } from 'vue'
import {
  pageOfAppointments,
  pageOfAreas,
  pageOfBuildings,
  pageOfStaff,
  pageOfUnits,
} from '@/api/admin'
import { readDeskHours } from '@/api/duty'
import type { MessageKey } from '@/i18n'

/** What a centre needs before anything can be taken in, in the order it is entered. */
export interface Step {
  name: string
  words: MessageKey
  there: boolean
}

const found = ref<Step[]>([])
let done = false

export const steps = computed(() => found.value)
/** The first that is still missing. */
export const nextStep = computed(() => found.value.find((step) => !step.there))

/** Looks what is there by now; once everything is, it need not look again. */
export async function lookAtSteps(): Promise<void> {
  if (done) return
  const read = await Promise.all([
    pageOfAreas(null),
    pageOfBuildings(null),
    pageOfUnits(null),
    pageOfStaff(null),
    pageOfAppointments(null),
    readDeskHours(),
  ]).catch(() => null)
  if (!read) return
  const [areas, buildings, units, staff, posts, hours] = read
  const step = (name: string, words: MessageKey, there: boolean): Step => ({ name, words, there })
  // Alone among the staff is only the administrator who opened the centre.
  found.value = [
    step('areas', 'first.areas', areas.items.length > 0),
    step('buildings', 'first.buildings', buildings.items.length > 0),
    step('units', 'first.units', units.items.length > 0),
    step('staff', 'first.staff', staff.items.length > 1),
    step('appointments', 'first.appointments', posts.items.length > 1),
    step('hours', 'first.hours', hours.version > 0),
  ]
  done = !nextStep.value
}
