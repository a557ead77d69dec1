import type { offlineZh } from '../zh-CN/offline'

export const offlineEn: Record<keyof typeof offlineZh, string> = {
  'offline.sending': 'Sending',
  'offline.sent': 'Delivered {time}',
  'offline.refused': 'Not accepted, needs you',
  'offline.waiting': 'Saved on this phone, sent when there is a network',
  'offline.later': 'Not delivered after {n} tries, will try again by itself',
  'offline.nobody': 'Nobody has been told yet',
  'offline.nobody_how': 'The call for help is still on this phone. Telephone or use the radio now.',
  'offline.call': 'Call {who}',
  'offline.no_number': 'No duty number on this phone, use the radio',
  'offline.unsent': '{n} unsent',
  'offline.attention': '{n} need you',
  'offline.outbox': 'Outbox',
  'offline.sign_in':
    'You are signed out. Everything unsent is still here. Sign in and it is sent by itself.',
  'offline.sign_in_do': 'Sign in',
  'offline.new_version':
    'There is a new version. This page opens anew when you update, what is unsent stays.',
  'offline.update': 'Update now',
  'offline.full':
    'The storage of this phone is full, nothing was saved. Free some space, or report by telephone or radio now. What you wrote is still on this page.',
  'offline.unsaved':
    'This phone could not save it. Report by telephone or radio now. What you wrote is still on this page.',
  'outbox.title': 'Outbox',
  'outbox.empty': 'Nothing waits to be sent',
  'outbox.empty_how':
    'What you write down without a network is kept here first, and sent by itself.',
  'outbox.queued': 'Waiting to be sent',
  'outbox.tray': 'Needs you',
  'outbox.tray_how':
    'These were not accepted. What follows on the same matter waits for them, other matters go on.',
  'outbox.done': 'Delivered today',
  'outbox.others':
    '{n} more belong to others who use this phone, and are sent when they sign in themselves.',
  'outbox.now': 'Send now',
  'outbox.again': 'Send again',
  'outbox.mend': 'Change and send',
  'outbox.compare': 'Compare',
  'outbox.mine': 'What I wrote down',
  'outbox.theirs': 'What stands in the system',
  'outbox.theirs_none': 'It cannot be read now, look again with a network.',
  'outbox.withdraw': 'Do not send',
  'outbox.withdraw_sure': 'Really not send it?',
  'outbox.withdraw_how':
    'It is deleted from this phone and the system never has it. Be sure that it was dealt with another way.',
  'outbox.saved_at': 'written down {time}',
  'outbox.photo': 'Photo or voice note',
  'outbox.log': 'Duty-log entry',
}
