import {
  emergencyCards,
  pageOfDirectory,
  pageOfResidents,
  pageOfTopics,
  type DirectoryEntry,
  type EmergencyCard,
  type Resident,
  type Topic,
} from '@/api/admin'
import { addTo, changed, replaced } from '@/api/records'
import { findResidents } from '@/api/search'
import { useLabels } from '@/parts/labels'
import { revealAct } from '@/forms/reveal'
import { say } from '@/i18n'
import { choices, field, first, needed, words, type Book } from '../book'

const MARKS: [string, ReturnType<typeof words>][] = [
  ['none', words('不设', 'None')],
  ['important', words('重要', 'Important')],
  ['sensitive', words('敏感', 'Sensitive')],
]
const RESIDENTS = ['owner', 'tenant', 'family_member', 'occupant']
const NAME = words('名称', 'Name')
const EDIT = words('修改', 'Change')

export function residents(): Book<Resident> {
  const { wordsOf, labelOf } = useLabels()
  const types = () => wordsOf('ResidentType').filter(([value]) => RESIDENTS.includes(value))
  return {
    title: words('业户', 'Residents'),
    lead: words(
      '只记房号、称呼和一个联系方式；显示完整号码要写明原因并留痕。',
      'Home, form of address and one contact only; showing a number in full needs a reason and is logged.',
    ),
    columns: [
      { label: words('房号', 'Home'), text: (row) => row.unit_label },
      { label: words('姓名', 'Name'), text: (row) => row.name ?? '' },
      { label: words('称呼', 'Form of address'), text: (row) => row.salutation ?? '' },
      { label: words('身份', 'Type'), text: (row) => labelOf('ResidentType', row.type) },
      { label: words('联系方式', 'Contact'), text: (row) => row.contact_mask ?? '' },
    ],
    key: (row) => row.id,
    page: (cursor, said) => (said ? findResidents(said, cursor) : pageOfResidents(cursor)),
    fromSheet: true,
    searched: true,
    add: () => [
      {
        name: 'add',
        label: words('登记业户', 'Add a resident'),
        fields: [
          field('unit_id', '房号', 'Home', 'unit', needed),
          field('type', '身份', 'Type', 'choice', { ...needed, ...choices(types()) }),
          field('name', '姓名', 'Name'),
          field('salutation', '称呼', 'Form of address'),
          field('contact', '联系方式', 'Contact'),
        ],
        run: async (given) => void (await addTo('/residents', given)),
      },
    ],
    acts: (row) => [
      ...(row.contact_mask
        ? [revealAct(`/residents/${row.id}/reveal`, wordsOf('RevealReason'))]
        : []),
      {
        name: 'edit',
        label: EDIT,
        fields: [
          field('name', '姓名', 'Name', 'text', first(row.name)),
          field('salutation', '称呼', 'Form of address', 'text', first(row.salutation)),
          field('moved_out_on', '搬离日期', 'Moved out on', 'date', first(row.moved_out_on)),
        ],
        run: async (given) => void (await changed(`/residents/${row.id}`, given, row.version)),
      },
      {
        name: 'contact',
        label: words('改联系方式', 'New contact'),
        fields: [field('contact', '联系方式', 'Contact', 'text', needed)],
        run: async (given) =>
          void (await replaced(
            `/residents/${row.id}/contact`,
            { ...given, contact_basis: row.contact_basis ?? 'service_contract' },
            row.version,
          )),
      },
    ],
  }
}

const entryFields = (row?: DirectoryEntry) => [
  field('name', '单位', 'Body', 'text', { ...needed, ...first(row?.name) }),
  field('purpose', '办什么', 'What for', 'text', { ...needed, ...first(row?.purpose) }),
  field('reach', '怎么联系', 'How to reach it', 'text', { ...needed, ...first(row?.reach) }),
  field('hours', '时间', 'Hours', 'text', first(row?.hours)),
  field('checked_on', '核对日期', 'Checked on', 'date', first(row?.checked_on)),
]

export const directory: Book<DirectoryEntry> = {
  title: words('其他咨询途径', 'Other bodies'),
  lead: words(
    '不归我们管的问询，至少给业户一条别的途径（4.3.3）。',
    'An inquiry outside our services gets at least one other way (4.3.3).',
  ),
  columns: [
    { label: words('单位', 'Body'), text: (row) => row.name },
    { label: words('办什么', 'What for'), text: (row) => row.purpose },
    { label: words('怎么联系', 'How to reach it'), text: (row) => row.reach },
    { label: words('核对日期', 'Checked on'), text: (row) => row.checked_on ?? '' },
  ],
  key: (row) => row.id,
  page: (cursor, said) => pageOfDirectory(cursor, said || undefined),
  searched: true,
  add: () => [
    {
      name: 'add',
      label: words('增加一条', 'Add one'),
      fields: entryFields(),
      run: async (given) => void (await addTo('/directory', given)),
    },
  ],
  acts: (row) => [
    {
      name: 'edit',
      label: EDIT,
      fields: entryFields(row),
      run: async (given) => void (await changed(`/directory/${row.id}`, given, row.version)),
    },
  ],
}

const topicFields = (row?: Topic) => [
  field('name_zh', '名称（中文）', 'Name in Chinese', 'text', {
    ...needed,
    ...first(row?.name.zh),
  }),
  field('name_en', '名称（英文）', 'Name in English', 'text', {
    ...needed,
    ...first(row?.name.en),
  }),
  field('mark', '质疑预设标记', 'Mark a challenge as', 'choice', {
    ...needed,
    ...first(row?.mark ?? 'none'),
    ...choices(MARKS),
  }),
  field('words', '识别用词', 'Words it is known by', 'text_list', first(row?.words)),
]

export const topics: Book<Topic> = {
  title: words('主题', 'Topics'),
  lead: words(
    '重要或敏感主题的质疑，回复前要经负责人认可（4.4.4）。',
    'A challenge on an important or sensitive topic needs approval before the reply (4.4.4).',
  ),
  columns: [
    { label: NAME, text: (row) => say(row.name) },
    {
      label: words('质疑预设标记', 'Mark'),
      text: (row) => say(MARKS.find(([value]) => value === row.mark)?.[1]),
    },
    { label: words('识别用词', 'Words'), text: (row) => row.words.join('、') },
  ],
  key: (row) => row.key,
  page: pageOfTopics,
  faded: (row) => !row.in_use,
  add: () => [
    {
      name: 'add',
      label: words('增加主题', 'Add a topic'),
      fields: [
        field('key', '代号（小写字母）', 'Key, in small letters', 'text', needed),
        ...topicFields(),
      ],
      run: async (given) => void (await addTo('/topics', given)),
    },
  ],
  acts: (row) => [
    {
      name: 'edit',
      label: EDIT,
      fields: [
        ...topicFields(row),
        field('in_use', '使用中', 'In use', 'boolean', first(row.in_use)),
      ],
      run: async (given) => void (await changed(`/topics/${row.key}`, given, row.version)),
    },
  ],
}

const callText = (call: EmergencyCard['first_calls'][number]) =>
  [call.who, call.number].filter(Boolean).join(' ')
const readCall = (said: unknown) => {
  const [, who = '', number] = /^(.*?)(?:\s+([0-9+() \-转,/]{3,40}))?$/.exec(String(said)) ?? []
  return { who, number: number ?? null }
}

export const cards: Book<EmergencyCard> = {
  title: words('紧急情况卡', 'Emergency cards'),
  lead: words(
    '本中心《紧急情况处理工作规程》的要点，一种一张；样例请改成自己的。',
    'The gist of the centre’s own emergency procedure, one card a type; make the samples yours.',
  ),
  columns: [
    { label: words('情况', 'Type'), text: (row) => say(row.label) },
    {
      label: words('先打给谁', 'First calls'),
      text: (row) => row.first_calls.map(callText).join('、'),
    },
    { label: words('谁指挥', 'Who commands'), text: (row) => row.commander ?? '' },
    {
      label: words('状态', 'State'),
      text: (row) =>
        say(
          row.is_empty
            ? words('空', 'Empty')
            : row.is_sample
              ? words('样例', 'Sample')
              : words('本中心', 'Our own'),
        ),
    },
  ],
  key: (row) => row.type,
  page: async () => ({ items: await emergencyCards() }),
  faded: (row) => row.is_empty,
  acts: (row) => [
    {
      name: 'edit',
      label: EDIT,
      fields: [
        field('first_calls', '先打给谁（名称 号码）', 'First calls: who, number', 'text_list', {
          ...first(row.first_calls.map(callText)),
        }),
        field('things_to_do', '要做', 'Do', 'text_list', first(row.things_to_do)),
        field('never_do', '绝不做', 'Never do', 'text_list', first(row.never_do)),
        field('commander', '谁指挥', 'Who commands', 'text', first(row.commander)),
      ],
      run: async (given) =>
        void (await replaced(
          `/emergency-cards/${row.type}`,
          {
            first_calls: ((given.first_calls as unknown[]) ?? []).map(readCall),
            things_to_do: given.things_to_do ?? [],
            never_do: given.never_do ?? [],
            commander: given.commander ?? null,
          },
          row.version,
        )),
    },
  ],
}
