import { pageOfChannels, readNoticeSettings, type Channel, type ChannelOnce } from '@/api/channels'
import type { NoticeSettings, RoleChoices } from '@/api/channels'
import { post } from '@/api/http'
import { addTo, changed, done, replaced } from '@/api/records'
import { say, type Words } from '@/i18n'
import { choices, field, first, momentText, needed, words, type Act, type Book } from '../book'

const GROUPS: [string, Words][] = [
  ['wecom', words('企业微信群', 'WeCom group')],
  ['dingtalk', words('钉钉群', 'DingTalk group')],
  ['feishu', words('飞书群', 'Feishu group')],
]
const name = field('name', '名称', 'Name', 'text', needed)
const address = (zh: string, en: string) => field('address', zh, en, 'text', needed)

const add =
  (more: (given: Record<string, unknown>) => Record<string, unknown>) =>
  async (given: Record<string, unknown>): Promise<unknown> =>
    (await post<ChannelOnce>('/channels', { ...given, ...more(given) }, {})).secret

const ADD: Act[] = [
  {
    name: 'webhook',
    label: words('加系统推送', 'Add a webhook'),
    fields: [name, address('接收地址 https://…', 'Address, https://…')],
    run: add(() => ({ sort: 'webhook' })),
  },
  {
    name: 'group',
    label: words('加群机器人', 'Add a group bot'),
    fields: [
      name,
      field('sort', '哪一种群', 'Which chat', 'choice', { ...needed, ...choices(GROUPS) }),
      address('机器人地址（从群里复制）', 'The bot’s address, copied from the group'),
    ],
    run: add(() => ({})),
  },
  {
    name: 'sms',
    label: words('加短信', 'Add text messages'),
    fields: [
      name,
      address(
        '网关地址，{phone} 代表当值人的工作电话',
        'Gateway; {phone} stands for the work telephone',
      ),
    ],
    run: add(() => ({ sort: 'sms' })),
  },
  {
    name: 'mail',
    label: words('加邮件', 'Add mail'),
    fields: [
      name,
      address('邮件服务器 smtp://账号:密码@主机:587', 'Server, smtp://name:password@host:587'),
      field('sender', '发件地址', 'Sender', 'text', needed),
      field('to', '收件地址，用逗号分开', 'Recipients, parted by commas', 'text', needed),
    ],
    run: async ({ to, ...given }) =>
      void (await post<ChannelOnce>(
        '/channels',
        { ...given, sort: 'mail', recipients: recipientsOf(to) },
        {},
      )),
  },
]

const recipientsOf = (to: unknown): string[] =>
  String(to)
    .split(/[,，;；\s]+/)
    .filter(Boolean)

function standing(row: Channel): string {
  if (row.disabled_at) return `${say(words('已停用', 'Off'))}：${say(row.disabled_label)}`
  if (!row.failing_since) return say(words('正常', 'Working'))
  return `${say(words('失败中，从', 'Failing since'))} ${momentText(row.failing_since)}`
}

export const channels: Book<Channel> = {
  title: words('渠道与推送', 'Channels and webhooks'),
  lead: words(
    '通知只带编号、类别和地点，不带业户的话和电话。对方收不到会自动再发。',
    'Notices carry number, kind and place, no resident’s words or telephone. Failures are tried again.',
  ),
  columns: [
    {
      label: words('渠道', 'Channel'),
      text: (row) => row.name,
      to: (row) => `/admin/channels/${row.id}/log`,
    },
    { label: words('种类', 'Sort'), text: (row) => say(row.sort_label) },
    { label: words('去向', 'Goes to'), text: (row) => row.mask },
    { label: words('状态', 'State'), text: standing },
    {
      label: words('送达／待发／搁置', 'Arrived / waiting / laid aside'),
      text: (row) => `${row.delivered}／${row.waiting}／${row.parked}`,
    },
  ],
  key: (row) => row.id,
  page: pageOfChannels,
  faded: (row) => Boolean(row.disabled_at),
  add: () => ADD,
  acts: (row) => [
    {
      name: 'test',
      label: words('测试', 'Test'),
      fields: [],
      run: async () => void (await addTo(`/channels/${row.id}/test`, {})),
    },
    ...(row.sort === 'webhook' ? [rotate(row)] : []),
    {
      name: 'switch',
      label: row.disabled_at ? words('启用', 'Switch on') : words('停用', 'Switch off'),
      fields: [],
      run: async () =>
        void (await changed(
          `/channels/${row.id}`,
          { enabled: Boolean(row.disabled_at) },
          row.version,
        )),
    },
  ],
}

const rotate = (row: Channel): Act => ({
  name: 'rotate',
  label: words('换密钥', 'New secret'),
  fields: [],
  run: async () =>
    (await done<ChannelOnce>(`/channels/${row.id}/rotate-secret`, row.version)).secret,
})

/** A post with what it chose, and the channels there are to choose from. */
interface Chooser extends RoleChoices {
  notices: NoticeSettings['notices']
  channels: Channel[]
}

const of = (row: Chooser, channel: string): string[] =>
  Object.entries(row.choices)
    .filter(([, chosen]) => chosen.includes(channel))
    .map(([told]) => told)

export const noticeSettings: Book<Chooser> = {
  title: words('谁收什么通知', 'Who gets what'),
  lead: words(
    '站内通知人人必有；这里定每个岗位另外经哪些渠道收哪些，只发给当时在岗的人。',
    'The inbox gets everything; here each post chooses what also goes by which channel, to who is there.',
  ),
  columns: [
    { label: words('岗位', 'Post'), text: (row) => say(row.label) },
    {
      label: words('另经渠道', 'Also by'),
      text: (row) =>
        row.channels
          .map((channel) => [channel.name, of(row, channel.id).length] as const)
          .filter(([, count]) => count)
          .map(([channel, count]) => `${channel} ${count}`)
          .join('，') || say(words('只有站内', 'Inbox only')),
    },
  ],
  key: (row) => row.role,
  page: async () => {
    const [settings, { items }] = await Promise.all([readNoticeSettings(), pageOfChannels(null)])
    const notices = settings.notices
    const reach = items.filter((channel) => channel.sort !== 'webhook')
    return { items: settings.roles.map((role) => ({ ...role, notices, channels: reach })) }
  },
  acts: (row) =>
    row.channels.length ? [{ name: 'choose', label: words('选择', 'Choose'), ...form(row) }] : [],
}

function form(row: Chooser): Pick<Act, 'fields' | 'run'> {
  const told: [string, Words][] = row.notices.map((notice) => [notice.told, notice.label])
  return {
    fields: row.channels.map((channel) =>
      field(channel.id, channel.name, channel.name, 'choices', {
        ...choices(told),
        ...first(of(row, channel.id)),
      }),
    ),
    run: async (given) => {
      const chosen: Record<string, string[]> = {}
      for (const channel of row.channels)
        for (const each of (given[channel.id] as string[] | null) ?? [])
          (chosen[each] ??= []).push(channel.id)
      await replaced(`/notification-settings/${row.role}`, { choices: chosen }, row.version)
    },
  }
}
