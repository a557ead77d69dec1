import type { wayZh } from '../zh-CN/way'

export const wayEn: Record<keyof typeof wayZh, string> = {
  'way.whole': 'The whole story',
  'way.asked': 'Routing rules, version {n}',
  'way.asked_default': 'Default routing rules',
  'way.open': 'desk open',
  'way.closed': 'desk closed',
  'way.nobody': 'Nobody was on duty here: the next in the chain was told',
  'way.waits': 'Somebody is being found',
  'way.changed': 'Topics or the words have changed since; told as they are now.',
  'stage.tried': '{n} rules tried',
  'stage.not_tried': '{n} further back not tried',
  'stage.withheld': 'Rules that ask about the resident are not shown to this post.',
  'stage.colon': ': ',
}
