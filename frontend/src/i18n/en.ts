import type { Messages } from '.'
import { caseEn } from './en/case'
import { deskEn } from './en/desk'
import { offlineEn } from './en/offline'
import { patrolEn } from './en/patrol'
import { sharedEn } from './en/shared'

export const en: Messages = { ...sharedEn, ...deskEn, ...caseEn, ...offlineEn, ...patrolEn }
