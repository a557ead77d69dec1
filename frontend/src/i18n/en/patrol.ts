import type { patrolZh } from '../zh-CN/patrol'

export const patrolEn: Record<keyof typeof patrolZh, string> = {
  'patrol.tasks': 'My tasks',
  'patrol.online': 'Online',
  'patrol.offline': 'No network',
}
