import type { caseZh } from '../zh-CN/case'

export const caseEn: Record<keyof typeof caseZh, string> = {
  'action.nothing_to_fill': 'Nothing to fill in, just confirm.',
  'action.more_fields': '{n} more can be filled in',
}
