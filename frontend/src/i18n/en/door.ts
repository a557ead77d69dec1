import type { doorZh } from '../zh-CN/door'

export const doorEn: Record<keyof typeof doorZh, string> = {
  'password.title': 'A password of your own',
  'password.first': 'Somebody else gave you this one. Choose one that you alone know.',
  'password.current': 'The password you have now',
  'password.new': 'New password',
  'password.how': 'A few unrelated words are easy to keep. No names, no numbers of yours.',
  'password.again': 'Once more',
  'password.differs': 'The two are not the same',
  'password.change': 'Change the password',
  'password.changed': 'Changed; every other device has been signed out',
}
