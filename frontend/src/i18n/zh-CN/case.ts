/** Words of one case: its facts, its way, what comes next. */
export const caseZh = {
  'action.nothing_to_fill': '不用填什么，确认即可。',
  'action.more_fields': '还可以填 {n} 项',
} as const
