import type { Router } from '@/router'
import { locale, setLocale, type Words } from '@/i18n'
import { openTo } from '@/layouts/places'
import { figuresAlone, may } from './session'
import { setTheme, theme } from './theme'

export interface Command {
  id: string
  words: Words
  /** What else people call it. */
  also: string
  keys?: string
  run: () => void
}

/** What the desk's places are called in full, in both languages, and how people type them. */
export const CALLED: Readonly<Record<string, readonly [zh: string, en: string, also: string]>> = {
  today: ['今日', 'Today', 'jinri jr'],
  intake: ['受理新事项', 'Take in a new case', 'shouli sl'],
  queue: ['队列', 'Queue', 'duilie dl'],
  callbacks: ['回访', 'Callbacks', 'huifang hf'],
  duty: ['排班', 'Roster', 'paiban pb'],
  handover: ['交接班', 'Hand-over', 'jiaojieban jjb'],
  log: ['值班工作本', 'Duty log', 'zhiban zb'],
  register: ['登记表', 'Register', 'dengjibiao djb'],
  'owner-files': ['业主档案', 'Owner files', 'yezhu dangan yzda'],
  papers: ['打印与空白表', 'Print and blank forms', 'dayin dy biaodan kongbai'],
  answers: ['统一口径', 'Unified answers', 'koujing kj tongyi'],
  approvals: ['待认可的答复', 'Words waiting for approval', 'shenpi sp renke'],
  suggestions: ['建议的进展', 'The way of suggestions', 'jianyi jy jinzhan'],
  supervision: ['监督看板', 'Supervision board', 'jiandu jd kanban'],
  admin: ['中心设置', 'The centre’s settings', 'shezhi sz renyuan fangwu guicheng'],
  reports: ['报表', 'Reports', 'baobiao bb yuebao'],
  'group-report': ['各中心报表', 'All centres', 'jituan jt'],
  conformance: ['规程履行', 'Conformance', 'lvxing shenji audit'],
  privacy: ['个人信息', 'Personal data', 'geren xinxi yinsi'],
  rules: ['分派规则', 'Routing rules', 'fenpai guize fpgz'],
}

const words = (zh: string, en: string): Words => ({ zh, en })

/** What the palette knows beside cases: every place that is open to this person, and a few switches. */
export function commands(router: Router): Command[] {
  const go = (name: string, zh: string, en: string, also: string, keys?: string): Command => ({
    id: `go-${name}`,
    words: words(zh, en),
    also,
    keys,
    run: () => void router.push({ name }),
  })
  const places = openTo(may, !figuresAlone.value).flatMap((group) => group.places)
  return [
    ...places.map(({ name, key }) => go(name, ...(CALLED[name] ?? [name, name, '']), key)),
    go('patrol', '巡逻视图', 'Patrol view', 'xunluo xl'),
    {
      id: 'theme',
      words: words('切换日间或夜间', 'Switch day and night'),
      also: 'theme dark light yejian',
      run: () => setTheme(theme.value === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'language',
      words: words('Switch to English', '切换为中文'),
      also: 'language zhongwen english yuyan',
      run: () => void setLocale(locale.value === 'en' ? 'zh-CN' : 'en'),
    },
  ]
}
