/** Words for the phone on patrol: short, said once. */
export const patrolZh = {
  'patrol.tasks': '我的任务',
  'patrol.online': '在线',
  'patrol.offline': '没有网络',
} as const
