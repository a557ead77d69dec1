import { kinds } from './kinds'
import { channels, departments, labelOf, roles, satisfactions, type Labels } from './labels'
import type { Words } from '@/i18n'

/** How an entry of the journal reads: what was said, and what was decided, each with its name. */
export interface Told {
  name: string
  label: Words
  value: string | Words
  /** A word or two: it stands in the line itself. */
  short: boolean
}

const words = (zh: string, en: string): Words => ({ zh, en })
const YES = words('是', 'Yes')
const NO = words('否', 'No')

const texts: Labels = {
  words: words('业户原话', "Resident's words"),
  summary: words('摘要', 'Summary'),
  place: words('地点', 'Place'),
  salutation: words('称呼', 'Salutation'),
  contact: words('联系方式', 'Contact'),
  contact_reason: words('未留联系方式的原因', 'Why no contact'),
  preferred_reply: words('希望的回复方式', 'Preferred reply'),
  conduct_reason: words('未能致谢或告知的原因', 'Why no thanks or promise'),
  late_reason: words('补录原因', 'Why recorded late'),
  co_signers: words('联名人', 'Co-signers'),
  answer: words('答复', 'Answer'),
  words_added: words('口径之外补充', 'Beyond the script'),
  found_out: words('了解到的情况', 'Found out'),
  proxy_answer: words('代询结果', 'What they said'),
  note: words('说明', 'Note'),
  reason: words('原因', 'Reason'),
  remark: words('意见', 'Remark'),
  findings: words('来龙去脉', 'Findings'),
  question: words('咨询事项', 'Question'),
  outside_unit: words('外单位', 'Outside unit'),
  consultation_answer: words('咨询答复', 'Answer'),
  proposed_text: words('拟答复内容', 'Words for approval'),
  reply_text: words('回复内容', 'Reply'),
  exception_reason: words('例外原因', 'Reason for the exception'),
  progress: words('进展', 'Progress'),
  measures: words('处理措施', 'Measures'),
  comments: words('业户意见', "Resident's remarks"),
  comment: words('备注', 'Remark'),
  result: words('处理结果', 'Result'),
  process: words('处理过程', 'What was done'),
  withdrew_reason: words('撤回原因', 'Why withdrawn'),
  entry: words('值班记录', 'Duty log'),
  report: words('紧急情况报告', 'Emergency report'),
  police_receipt: words('接警编号或民警', 'Police receipt'),
  received_by_whom: words('接收人', 'Received by'),
  follow_up_words: words('业户再次来说', 'Said again'),
  decision_reasons: words('理由', 'Reasons'),
  review_reasons: words('复核理由', 'Reasons'),
  plan: words('实施计划', 'Plan'),
  closing_contact: words('完成告知', 'Told at the end'),
  instruction: words('督导意见', 'Instruction'),
}

const values: Readonly<Record<string, { label: Words; of?: Labels }>> = {
  kind: { label: words('类别', 'Kind'), of: kinds },
  related_procedure: { label: words('另有规程', 'Other procedure'), of: kinds },
  channel: { label: words('方式', 'How'), of: channels },
  role: { label: words('岗位', 'Post'), of: roles },
  received_as: { label: words('接到岗位', 'Received as'), of: roles },
  department: { label: words('部门', 'Department'), of: departments },
  satisfied: { label: words('当场满意', 'Satisfied') },
  reached: { label: words('联系上', 'Reached') },
  solved: { label: words('已解决', 'Solved') },
  upheld: { label: words('成立', 'Upheld') },
  confirmed: { label: words('同意', 'Confirmed') },
  proxy_offered: { label: words('已提出代询', 'Offered to ask') },
  proxy_accepted: { label: words('业户请代询', 'Asked us to') },
  involves_other_unit: { label: words('涉及其他单位', 'Concerns others') },
  script_needed: { label: words('需要统一口径', 'Script needed') },
  no_action_against_others: { label: words('未对他人采取行动', 'No action against others') },
  marked_for_watch: { label: words('督办', 'Under watch') },
  joint_count: { label: words('联名人数', 'Joint residents') },
  owner_file_number: { label: words('业主档案号', 'Owner file') },
  expected_end: { label: words('预计完成', 'Expected end') },
  decision: {
    label: words('决定', 'Decision'),
    of: {
      adopted: words('采纳', 'Adopted'),
      partly_adopted: words('部分采纳', 'Partly adopted'),
      not_adopted: words('不采纳', 'Not adopted'),
      deferred: words('暂缓', 'Deferred'),
    },
  },
  satisfaction: { label: words('满意度', 'Satisfaction'), of: satisfactions },
  outcome: {
    label: words('结果', 'Outcome'),
    of: {
      helped: words('已帮助解决', 'Helped'),
      not_needed_any_more: words('已不需要', 'Not needed any more'),
      could_not_help: words('未能解决', 'Could not help'),
      passed_to_rescue: words('转专业救援', 'Passed to rescue services'),
      mediated_settled: words('调解平息', 'Mediated and settled'),
      mediated_unsettled: words('调解未平息', 'Mediated, not settled'),
      police_called: words('已报警', 'Police called'),
      resident_withdrew: words('业户撤回', 'Resident withdrew'),
    },
  },
}

/** Everything in an entry that a reader asks for; marks of the machinery stay out. */
export function toldIn(
  payload: Readonly<Record<string, unknown>>,
  written: Readonly<Record<string, unknown>> | null,
): Told[] {
  const decided = Object.entries(payload).flatMap(([name, value]) => valueOf(name, value))
  const said = Object.entries(written ?? {}).map(([name, value]) => ({
    name,
    label: labelOf(texts, name),
    value: Array.isArray(value) ? value.join('、') : String(value),
    short: false,
  }))
  return [...decided, ...said]
}

export const textLabel = (name: string): Words => labelOf(texts, name)

function valueOf(name: string, value: unknown): Told[] {
  const known = values[name]
  if (!known || value === null) return []
  if (typeof value === 'boolean')
    return [{ name, label: known.label, value: value ? YES : NO, short: true }]
  const read = known.of ? labelOf(known.of, String(value)) : String(value)
  return [{ name, label: known.label, value: read, short: true }]
}
