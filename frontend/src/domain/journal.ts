import type { Words } from '@/i18n'

/** How an entry of the journal reads: what was said, and what was decided, each with its name. */
export interface Told {
  name: string
  label: Words
  value: string | Words
  /** A word or two: it stands in the line itself. */
  short: boolean
}

type Labels = Readonly<Record<string, Words>>
/** What a word of a vocabulary is called. */
export type LabelOf = (vocabulary: string, word: string) => string

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
  file_name: words('文件名', 'File name'),
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
  study_notes: words('研究记录', 'Study notes'),
  step: words('实施步骤', 'Step'),
  step_result: words('步骤结果', 'What came of it'),
  public_title: words('公示标题', 'Title on the board'),
  public_text: words('公示内容', 'Text on the board'),
}

/** What a sheet may lack beside its texts. */
const lacks: Labels = {
  ...texts,
  unit_id: words('房号或匿名', 'Home, or anonymous'),
  contact_state: words('联系方式或未留原因', 'Contact, or why none'),
  thanked: words('致谢与告知', 'Thanks and promise'),
  decision: words('决定', 'Decision'),
  doer: words('到场人员', 'Who went there'),
  arrived_at: words('到场时间', 'Time of arrival'),
  duty_log: words('本人值班记录', 'Own duty log'),
}

interface Worth {
  label: Words
  /** Whose words the value is one of: looked for in this order. */
  of?: readonly string[]
  /** So much of it tells one from another. */
  first?: number
}

const values: Readonly<Record<string, Worth>> = {
  kind: { label: words('类别', 'Kind'), of: ['Kind'] },
  related_procedure: { label: words('另有规程', 'Other procedure'), of: ['RelatedProcedure'] },
  channel: { label: words('方式', 'How'), of: ['Channel', 'ReplyChannel'] },
  role: { label: words('岗位', 'Post'), of: ['Role'] },
  received_as: { label: words('接到岗位', 'Received as'), of: ['Role'] },
  department: { label: words('部门', 'Department'), of: ['Department'] },
  emergency: { label: words('紧急情况', 'Emergency'), of: ['EmergencyType'] },
  flag: { label: words('标记', 'Mark'), of: ['Flag'] },
  relation: { label: words('关系', 'Relation'), of: ['Relation'] },
  what: { label: words('哪项', 'Which'), of: ['Impossible'] },
  contact_state: { label: words('留联系方式', 'Contact left'), of: ['Contact'] },
  resident_type: { label: words('业户身份', 'Resident'), of: ['ResidentType'] },
  decision: { label: words('决定', 'Decision'), of: ['Decision'] },
  satisfaction: { label: words('满意度', 'Satisfaction'), of: ['Satisfaction'] },
  outcome: { label: words('结果', 'Outcome'), of: ['HelpOutcome'] },
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
  media_type: { label: words('类型', 'Type') },
  sha256: { label: words('校验值', 'Hash'), first: 12 },
  owner_file_number: { label: words('业主档案号', 'Owner file') },
  expected_end: { label: words('预计完成', 'Expected end') },
}

/** Everything in an entry that a reader asks for; marks of the machinery stay out. */
export function toldIn(
  payload: Readonly<Record<string, unknown>>,
  written: Readonly<Record<string, unknown>> | null,
  labelOf: LabelOf,
): Told[] {
  const decided = Object.entries(payload).flatMap(([name, value]) => valueOf(name, value, labelOf))
  const said = Object.entries(distinct(written ?? {})).map(([name, value]) => ({
    name,
    label: texts[name] ?? words(name, name),
    value: Array.isArray(value) ? value.join('、') : String(value),
    short: false,
  }))
  return [...decided, ...said]
}

export const lackLabel = (name: string): Words => lacks[name] ?? words(name, name)

/** A summary that is only the beginning of the words says nothing new. */
function distinct(written: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { summary, ...rest } = written
  const words = String(written.words ?? '')
  return summary && words.startsWith(String(summary)) ? rest : { ...written }
}

function valueOf(name: string, value: unknown, labelOf: LabelOf): Told[] {
  const known = values[name]
  if (!known || value === null) return []
  if (typeof value === 'boolean')
    return [{ name, label: known.label, value: value ? YES : NO, short: true }]
  const word = String(value).slice(0, known.first)
  return [{ name, label: known.label, value: wordOf(word, known.of, labelOf), short: true }]
}

function wordOf(word: string, vocabularies: readonly string[] = [], labelOf: LabelOf): string {
  const found = vocabularies.map((each) => labelOf(each, word)).find((label) => label !== word)
  return found ?? word
}
