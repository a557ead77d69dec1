/** Words of the supervision board. */
export const recordsZh = {
  'records.print': '打印',
  'supervision.title': '监督看板',
  'supervision.at': '截至',
  'supervision.figures': '各项数字',
  'supervision.since': '例外事项自此时起统计：',
  'supervision.by_clause': '逾期，按条款',
  'supervision.none': '没有逾期的事项',
  'supervision.oldest': '最早应于',
  'supervision.missed': '逾期明细',
  'supervision.all': '看全部',
} as const
