/** Words for the phone on patrol: short, said once. */
export const patrolZh = {
  'patrol.tasks': '我的任务',
  'patrol.online': '在线',
  'patrol.offline': '没有网络',
  'patrol.no_tasks': '现在没有您的任务',
  'patrol.no_tasks_how': '派给您的求助一到，就出现在这里。',
  'patrol.start': '开始一件事',
  'patrol.emergency': '紧急',
  'patrol.help': '求助',
  'patrol.pass_on': '转前台',
  'patrol.back': '回到任务',
  'patrol.where': '在哪里',
  'patrol.all_places': '全部 {n} 处',
  'patrol.send_help': '通知当值人员',
  'patrol.send_desk': '转给前台',
} as const
