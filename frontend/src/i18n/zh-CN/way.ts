/** Words of the way a case went: rules that were tried, persons who were found. */
export const wayZh = {
  'way.whole': '完整说明',
  'way.asked': '分派规则第 {n} 版',
  'way.asked_default': '默认分派规则',
  'way.open': '前台在班',
  'way.closed': '前台下班',
  'way.nobody': '此岗当时无人在岗，已通知下一级',
  'way.waits': '正在确定人员',
  'way.changed': '主题表或原话此后有改动，以下按现在的内容说明。',
  'stage.tried': '试了 {n} 条规则',
  'stage.not_tried': '后面 {n} 条未再试',
  'stage.withheld': '涉及业户身份的规则不向本岗位显示。',
  'stage.colon': '：',
} as const
