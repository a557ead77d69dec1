/** Words of the desk: where to go, lists, intake. */
export const deskZh = {
  'nav.label': '主要去处',
  'nav.today': '今日',
  'nav.intake': '受理',
  'nav.queue': '队列',
  'nav.callbacks': '回访',
  'nav.register': '登记表',
  'nav.patrol': '巡逻视图',
  'nav.desk': '前台视图',
  'desk.open': '前台开放',
  'desk.closed': '前台已下班',
  'desk.on_duty': '值班',
} as const
