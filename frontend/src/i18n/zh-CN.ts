import { caseZh } from './zh-CN/case'
import { deskZh } from './zh-CN/desk'
import { patrolZh } from './zh-CN/patrol'
import { sharedZh } from './zh-CN/shared'

export const zh = { ...sharedZh, ...deskZh, ...caseZh, ...patrolZh } as const
