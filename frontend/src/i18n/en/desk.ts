import type { deskZh } from '../zh-CN/desk'

export const deskEn: Record<keyof typeof deskZh, string> = {
  'nav.label': 'Main places',
  'nav.today': 'Today',
  'nav.intake': 'Take in',
  'nav.queue': 'Queue',
  'nav.callbacks': 'Callbacks',
  'nav.register': 'Register',
  'nav.patrol': 'Patrol view',
  'nav.desk': 'Desk view',
  'desk.open': 'Desk open',
  'desk.closed': 'Desk closed',
  'desk.on_duty': 'On duty',
}
