import type { Words } from '@/i18n'
import { words, type Labels } from './wording'

/** How a status reads and which ink and icon carry it. */
export type Tone = 'plain' | 'info' | 'soon' | 'done' | 'danger' | 'approval'

export interface StatusLabel {
  label: Words
  tone: Tone
}

const status = (zh: string, en: string, tone: Tone = 'plain'): StatusLabel => ({
  label: words(zh, en),
  tone,
})

const statuses: Readonly<Record<string, StatusLabel>> = {
  captured: status('已记录', 'Noted'),
  pending_desk: status('待前台受理', 'Waits for the desk', 'soon'),
  accepted: status('已受理', 'Accepted', 'info'),
  desk_handling: status('前台处理中', 'At the desk', 'info'),
  issued: status('已开单', 'Sheet issued', 'info'),
  in_progress: status('处理中', 'In progress', 'info'),
  awaiting_approval: status('待审批', 'Waits for approval', 'approval'),
  in_study: status('研究中', 'In study', 'info'),
  decided: status('已定', 'Decided', 'info'),
  notified: status('已通知', 'Notified', 'soon'),
  acknowledged: status('已接单', 'Acknowledged', 'info'),
  on_scene: status('已到场', 'On the scene', 'info'),
  handled: status('已处理', 'Handled', 'info'),
  replied: status('已回复', 'Replied', 'info'),
  returned: status('已回单 · 待回访', 'Returned, callback due', 'soon'),
  awaiting_callback: status('待回访', 'Callback due', 'soon'),
  reopened: status('重新处理', 'Reopened', 'soon'),
  answered_on_spot: status('当场答复', 'Answered on the spot', 'done'),
  closed: status('已办结', 'Closed', 'done'),
  archived: status('已归档', 'Filed', 'done'),
  handed_off: status('已转出', 'Handed off', 'done'),
  voided: status('已作废', 'Voided', 'plain'),
}

export function statusOf(value: string): StatusLabel {
  return statuses[value] ?? { label: words(value, value), tone: 'plain' }
}

export const statusLabels: Labels = Object.fromEntries(
  Object.entries(statuses).map(([value, each]) => [value, each.label]),
)
