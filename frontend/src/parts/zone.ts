import { inject, type InjectionKey, type Ref } from 'vue'

/** The zone of the service centre: every time on a screen is shown in it. */
export const ZONE: InjectionKey<Readonly<Ref<string>>> = Symbol('zone')

export function useZone(): Readonly<Ref<string>> {
  const zone = inject(ZONE)
  if (!zone) throw new Error('no zone of a service centre is known here')
  return zone
}
