import type { privacyZh } from '../zh-CN/privacy'

export const privacyEn: Record<keyof typeof privacyZh, string> = {
  'privacy.title': 'Personal data',
  'privacy.lead':
    'Residents may ask to see, correct or erase their data; whoever saw a number in full is on record here.',
  'privacy.requests': 'Residents’ requests',
  'privacy.only_open': 'Only undecided ones',
  'privacy.take_down': 'Take a request down',
  'privacy.no_requests': 'No requests.',
  'privacy.received': 'Received',
  'privacy.decided': 'decided',
  'privacy.decide': 'Decide',
  'privacy.copy': 'Take the copy',
  'privacy.copy_name': 'personal-data',
  'privacy.access': 'Who saw contacts in full',
  'privacy.nobody_looked': 'Nobody looked in these days.',
  'privacy.colleague': 'Colleague',
  'privacy.why': 'Reason',
  'privacy.times': 'Times',
  'privacy.residents': 'Residents or cases',
  'privacy.total': 'Total',
  'privacy.erased': 'Erased',
  'privacy.nothing_erased': 'Nothing has been erased yet.',
  'privacy.notice': 'What residents are told',
  'privacy.print': 'Print',
}
