import type { MessageKey } from '.'
import { actsEn } from './en/acts'
import { adminEn } from './en/admin'
import { caseEn } from './en/case'
import { doorEn } from './en/door'
import { deskEn } from './en/desk'
import { dutyEn } from './en/duty'
import { offlineEn } from './en/offline'
import { papersEn } from './en/papers'
import { patrolEn } from './en/patrol'
import { privacyEn } from './en/privacy'
import { routingEn } from './en/routing'
import { recordsEn } from './en/records'
import { sharedEn } from './en/shared'
import { voiceEn } from './en/voice'
import { wayEn } from './en/way'

export const en: Record<MessageKey, string> = {
  ...actsEn,
  ...adminEn,
  ...caseEn,
  ...deskEn,
  ...doorEn,
  ...dutyEn,
  ...offlineEn,
  ...papersEn,
  ...patrolEn,
  ...privacyEn,
  ...routingEn,
  ...recordsEn,
  ...sharedEn,
  ...voiceEn,
  ...wayEn,
}
