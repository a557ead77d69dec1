import type { Router } from 'vue-router'
import type { Operation } from '@/api/session'
import { locale, setLocale, type Words } from '@/i18n'
import { may } from './session'
import { setTheme, theme } from './theme'

export interface Command {
  id: string
  words: Words
  /** What else people call it. */
  also: string
  keys?: string
  /** What the service must let one do for it to be of use. */
  needs?: Operation
  run: () => void
}

const words = (zh: string, en: string): Words => ({ zh, en })

/** What the palette knows beside cases. */
export function commands(router: Router): Command[] {
  const go = (
    name: string,
    zh: string,
    en: string,
    also: string,
    keys?: string,
    needs?: Operation,
  ): Command => ({
    needs,
    id: `go-${name}`,
    words: words(zh, en),
    also,
    keys,
    run: () => void router.push({ name }),
  })
  const all = [
    go('today', '今日', 'Today', 'jinri jr', 'g t'),
    go('intake', '受理新事项', 'Take in a new case', 'shouli sl', 'n'),
    go('queue', '队列', 'Queue', 'duilie dl', 'g q'),
    go('callbacks', '回访', 'Callbacks', 'huifang hf', 'g c', 'list_callbacks'),
    go('duty', '排班', 'Roster', 'paiban pb', 'g d'),
    go('handover', '交接班', 'Hand-over', 'jiaojieban jjb', 'g h'),
    go('log', '值班工作本', 'Duty log', 'zhiban zb', 'g l'),
    go('register', '登记表', 'Register', 'dengjibiao djb', 'g r', 'list_register'),
    go('owner-files', '业主档案', 'Owner files', 'yezhu dangan yzda', 'g o', 'list_owner_files'),
    go('papers', '打印与空白表', 'Print and blank forms', 'dayin dy biaodan kongbai', 'g p'),
    go('answers', '统一口径', 'Unified answers', 'koujing kj tongyi', 'g v', 'list_answer_scripts'),
    go(
      'approvals',
      '待认可的答复',
      'Words waiting for approval',
      'shenpi sp renke',
      'g a',
      'list_script_proposals',
    ),
    go('suggestions', '建议的进展', 'The way of suggestions', 'jianyi jy jinzhan', 'g j'),
    go('supervision', '监督看板', 'Supervision board', 'jiandu jd kanban', 'g b', 'get_board'),
    go(
      'admin',
      '中心设置',
      'The centre’s settings',
      'shezhi sz renyuan fangwu guicheng',
      'g s',
      'add_directory_entry',
    ),
    go('reports', '报表', 'Reports', 'baobiao bb yuebao', 'g m', 'get_report'),
    go('group-report', '各中心报表', 'All centres', 'jituan jt', 'g e', 'get_group_report'),
    go(
      'conformance',
      '规程履行',
      'Conformance',
      'lvxing shenji audit',
      'g f',
      'get_period_conformance',
    ),
    go('privacy', '个人信息', 'Personal data', 'geren xinxi yinsi', 'g i', 'list_privacy_requests'),
    go('rules', '分派规则', 'Routing rules', 'fenpai guize fpgz', 'g u', 'try_routing_rules'),
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
  return all.filter(({ needs }) => !needs || may(needs))
}
