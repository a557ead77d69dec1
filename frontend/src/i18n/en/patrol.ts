import type { patrolZh } from '../zh-CN/patrol'

export const patrolEn: Record<keyof typeof patrolZh, string> = {
  'patrol.tasks': 'My tasks',
  'patrol.online': 'Online',
  'patrol.offline': 'No network',
  'patrol.no_tasks': 'No tasks for you now',
  'patrol.no_tasks_how': 'A call for help that is given to you appears here.',
  'patrol.start': 'Start something',
  'patrol.emergency': 'Emergency',
  'patrol.help': 'Help',
  'patrol.pass_on': 'Pass to the desk',
  'patrol.back': 'Back to the tasks',
  'patrol.where': 'Where',
  'patrol.all_places': 'All {n} places',
  'patrol.send_help': 'Tell those on duty',
  'patrol.send_desk': 'Pass to the desk',
}
