import { caseZh } from './zh-CN/case'
import { deskZh } from './zh-CN/desk'
import { offlineZh } from './zh-CN/offline'
import { patrolZh } from './zh-CN/patrol'
import { sharedZh } from './zh-CN/shared'

export const zh = { ...sharedZh, ...deskZh, ...caseZh, ...offlineZh, ...patrolZh } as const
