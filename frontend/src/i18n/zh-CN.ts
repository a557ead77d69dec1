import { actsZh } from './zh-CN/acts'
import { adminZh } from './zh-CN/admin'
import { caseZh } from './zh-CN/case'
import { doorZh } from './zh-CN/door'
import { deskZh } from './zh-CN/desk'
import { dutyZh } from './zh-CN/duty'
import { offlineZh } from './zh-CN/offline'
import { papersZh } from './zh-CN/papers'
import { patrolZh } from './zh-CN/patrol'
import { privacyZh } from './zh-CN/privacy'
import { routingZh } from './zh-CN/routing'
import { recordsZh } from './zh-CN/records'
import { sharedZh } from './zh-CN/shared'
import { voiceZh } from './zh-CN/voice'
import { wayZh } from './zh-CN/way'

export const zh = {
  ...actsZh,
  ...adminZh,
  ...caseZh,
  ...deskZh,
  ...doorZh,
  ...dutyZh,
  ...offlineZh,
  ...papersZh,
  ...patrolZh,
  ...privacyZh,
  ...routingZh,
  ...recordsZh,
  ...sharedZh,
  ...voiceZh,
  ...wayZh,
} as const
