import type { adminZh } from '../zh-CN/admin'

export const adminEn: Record<keyof typeof adminZh, string> = {
  'nav.admin': 'Settings',
  'keys.admin': 'Go to settings',
  'admin.title': 'The centre’s settings',
  'admin.first_steps': 'A few steps, and cases can be taken in',
  'admin.there': 'there',
  'admin.to_do': 'to fill in',
  'admin.search': 'Find',
  'admin.empty': 'Nothing here yet',
  'admin.acts': 'Actions',
  'admin.no_such_book': 'There is no such list',
  'admin.shown_once': 'Shown this once only: copy and keep it now.',
  'admin.kept_it': 'Kept',
  'policy.title': 'The procedure’s words and what they mean here',
  'policy.lead':
    'The procedure holds no minutes or days: the centre sets them. A change holds for clocks that start later.',
  'policy.clause': 'Clause',
  'policy.word': 'The procedure’s word',
  'policy.what': 'What it is about',
  'policy.value': 'This centre',
  'policy.change': 'Change',
  'policy.changes': 'Changes',
}
