import {
  givePassword,
  pageOfAppointments,
  pageOfKeys,
  pageOfStaff,
  revokeKey,
  type Appointment,
  type Key,
  type Person,
} from '@/api/admin'
import { addTo, changed, done } from '@/api/records'
import { post } from '@/api/http'
import { useLabels } from '@/parts/labels'
import { say } from '@/i18n'
import { choices, field, first, momentText, needed, words, type Book } from '../book'

const SCOPES: [string, ReturnType<typeof words>][] = [
  ['capture', words('记录事项', 'Capture')],
  ['read', words('读取', 'Read')],
]
const FROM = words('从', 'From')
const UNTIL = words('到', 'Until')

/** Most posts are held from now on. */
const now = () => new Date().toISOString()

const postsOf = (person: Person) =>
  person.appointments
    .map((each) => [say(each.label), each.area?.name].filter(Boolean).join(' · '))
    .join('、')

export const staff: Book<Person> = {
  title: words('人员', 'Staff'),
  lead: words('在这里的人、登录名和现任岗位。', 'Who works here, sign-in names, posts held now.'),
  columns: [
    { label: words('姓名', 'Name'), text: (row) => row.name },
    { label: words('岗位', 'Posts'), text: postsOf },
    { label: words('工作电话', 'Work phone'), text: (row) => row.work_phone ?? '' },
    { label: words('登录名', 'Sign-in name'), text: (row) => row.login ?? '' },
  ],
  key: (row) => row.id,
  page: (cursor, said) => pageOfStaff(cursor, said || undefined),
  searched: true,
  faded: (row) => Boolean(row.deactivated_at),
  add: () => [
    {
      name: 'add',
      label: words('增加人员', 'Take somebody on'),
      fields: [
        field('name', '姓名', 'Name', 'text', needed),
        field('work_phone', '工作电话', 'Work phone'),
        field('login', '登录名', 'Sign-in name'),
        field(
          'password',
          '初始密码（首次登录要改）',
          'First password, changed at the first sign-in',
        ),
      ],
      run: async (given) => void (await addTo('/staff', given)),
    },
  ],
  acts: (row) =>
    row.deactivated_at
      ? [
          {
            name: 'reactivate',
            label: words('恢复', 'Take back'),
            fields: [],
            run: async () => void (await done(`/staff/${row.id}/reactivate`, row.version)),
          },
        ]
      : [
          {
            name: 'edit',
            label: words('修改', 'Change'),
            fields: [
              field('name', '姓名', 'Name', 'text', { ...needed, ...first(row.name) }),
              field('work_phone', '工作电话', 'Work phone', 'text', first(row.work_phone)),
              field('login', '登录名', 'Sign-in name', 'text', first(row.login)),
            ],
            run: async (given) => void (await changed(`/staff/${row.id}`, given, row.version)),
          },
          {
            name: 'password',
            label: words('重设密码', 'New password'),
            fields: [field('password', '新密码', 'New password', 'text', needed)],
            run: async (given) => void (await givePassword(row.id, String(given.password))),
          },
          {
            name: 'deactivate',
            label: words('离职', 'Let go'),
            fields: [],
            run: async () => void (await done(`/staff/${row.id}/deactivate`, row.version)),
          },
        ],
}

export function appointments(): Book<Appointment> {
  const { wordsOf, labelOf } = useLabels()
  return {
    title: words('任职与代理', 'Posts and acting posts'),
    lead: words(
      '谁在什么时候担任什么岗位。“亲自”指任职人本人或在期的代理人。',
      'Who holds which post when. "Personally" is the holder or whoever acts for them then.',
    ),
    columns: [
      { label: words('姓名', 'Name'), text: (row) => row.person.name },
      {
        label: words('岗位', 'Post'),
        text: (row) => say(row.label) + (row.acting ? ` · ${say(words('代理', 'acting'))}` : ''),
      },
      {
        label: words('区域或部门', 'Area or department'),
        text: (row) => row.area?.name ?? labelOf('Department', row.department),
      },
      { label: FROM, text: (row) => momentText(row.starts_at) },
      { label: UNTIL, text: (row) => momentText(row.ends_at) },
    ],
    key: (row) => row.id,
    page: pageOfAppointments,
    add: () => [
      {
        name: 'add',
        label: words('任命', 'Appoint'),
        fields: [
          field('person_id', '人员', 'Person', 'person', needed),
          field('role', '岗位', 'Post', 'choice', { ...needed, ...choices(wordsOf('Role')) }),
          field('area_id', '责任区域（区域客户主任）', 'Area, for an area manager', 'area'),
          field('starts_at', '从', 'From', 'datetime', { ...needed, ...first(now()) }),
          field('ends_at', '到', 'Until', 'datetime'),
        ],
        run: async (given) => void (await addTo('/appointments', given)),
      },
    ],
    acts: (row) => [
      ...(row.acting
        ? []
        : [
            {
              name: 'acting',
              label: words('安排代理', 'Let somebody act'),
              fields: [
                field('person_id', '代理人', 'Who acts', 'person', needed),
                field('starts_at', '从', 'From', 'datetime', needed),
                field('ends_at', '到', 'Until', 'datetime', needed),
              ],
              run: async (given: Record<string, unknown>) =>
                void (await addTo('/appointments/acting', { ...given, acting_for_id: row.id })),
            },
          ]),
      {
        name: 'end',
        label: words('结束任职', 'End now'),
        fields: [],
        run: async () => void (await done(`/appointments/${row.id}/end`, row.version)),
      },
    ],
  }
}

export const keys: Book<Key> = {
  title: words('接口密钥', 'API keys'),
  lead: words(
    '其他系统只能记录和读取；受理、认可、回复由人来做。',
    'Other systems capture and read; accepting, approving and replying is for people.',
  ),
  columns: [
    { label: words('系统', 'System'), text: (row) => row.name },
    {
      label: words('可以', 'May'),
      text: (row) =>
        row.scopes.map((scope) => say(SCOPES.find(([value]) => value === scope)?.[1])).join('、'),
    },
    { label: words('最近使用', 'Last used'), text: (row) => momentText(row.last_used_at) },
    { label: UNTIL, text: (row) => momentText(row.expires_at) },
  ],
  key: (row) => row.id,
  page: pageOfKeys,
  faded: (row) => Boolean(row.revoked_at),
  add: () => [
    {
      name: 'add',
      label: words('新密钥', 'New key'),
      fields: [
        field('name', '系统名称', 'Name of the system', 'text', needed),
        field('scopes', '可以', 'May', 'choices', { ...needed, ...choices(SCOPES) }),
        field('expires_at', '有效到', 'Valid until', 'datetime'),
      ],
      run: async (given) => (await post<{ key: string }>('/api-keys', given, {})).key,
    },
  ],
  acts: (row) =>
    row.revoked_at
      ? []
      : [
          {
            name: 'revoke',
            label: words('作废', 'Revoke'),
            fields: [],
            run: async () => void (await revokeKey(row.id)),
          },
        ],
}
