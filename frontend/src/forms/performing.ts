import type { InjectionKey } from 'vue'
import type { AllowedAction, Receipt } from '@/api/cases'
import type { Values } from './conditions'

/** Performs an action. Nothing comes back where it is kept on the phone, to be sent later. */
export type Perform = (
  id: string,
  action: AllowedAction,
  payload: Values,
  how: { key: string; etag: string | null },
) => Promise<Receipt | null>

/** How actions are performed here: at once, unless the layout knows another way. */
export const PERFORM: InjectionKey<Perform> = Symbol('perform')
