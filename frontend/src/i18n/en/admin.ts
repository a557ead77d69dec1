import type { adminZh } from '../zh-CN/admin'

export const adminEn: Record<keyof typeof adminZh, string> = {
  'admin.desk_hours': 'Desk hours',
  'admin.title': 'The centre’s settings',
  'admin.first_steps': 'A few steps, and cases can be taken in',
  'admin.there': 'there',
  'admin.to_do': 'to fill in',
  'admin.codes': 'Codes of the places',
  'admin.codes_lead':
    'Print and put them up: on patrol, reading one fills in where help is needed.',
  'admin.search': 'Find',
  'admin.empty': 'Nothing here yet',
  'admin.acts': 'Actions',
  'admin.no_such_book': 'There is no such list',
  'channels.title': 'Channels and webhooks',
  'channels.log': 'What was sent',
  'channels.log_lead':
    'How often each was tried and what came of it; what did not arrive is sent again, or by you.',
  'channels.empty': 'Nothing sent yet',
  'channels.empty_how': 'Notices and test messages will stand here, one a line.',
  'channels.test': 'Test message',
  'channels.tries': 'try {n}',
  'channels.resend': 'Send again',
  'channels.resent': 'It waits to be sent again',
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
