import {
  BookOpenText,
  Building2,
  CalendarCheck2,
  CalendarDays,
  ChartColumn,
  FileKey2,
  FolderOpen,
  Gauge,
  Handshake,
  Lightbulb,
  ListTodo,
  MessagesSquare,
  NotebookPen,
  PhoneCall,
  Printer,
  Scale,
  Settings,
  Split,
  SquarePen,
  Stamp,
} from '@lucide/vue'
import type { Operation } from '@/api/session'
import type { MessageKey } from '@/i18n'

/** Where the desk can go; shown to whom the service lets do one of the things it `needs`. */
export interface Place {
  name: string
  words: MessageKey
  keys: MessageKey
  key: string
  icon: typeof ListTodo
  needs: Operation[]
}

const place = (
  name: string,
  key: string,
  icon: typeof ListTodo,
  words: MessageKey,
  keys: MessageKey,
  ...needs: Operation[]
): Place => ({ name, key, icon, words, keys, needs })

/** In the order of the day: take in, see it through, write it down, look after it, set it up. */
export const groups: { words: MessageKey; places: Place[] }[] = [
  {
    words: 'nav.group_desk',
    places: [
      place('today', 'g t', CalendarCheck2, 'nav.today', 'keys.today'),
      place('intake', 'n', SquarePen, 'nav.intake', 'keys.new'),
      place('queue', 'g q', ListTodo, 'nav.queue', 'keys.queue'),
    ],
  },
  {
    words: 'nav.group_handling',
    places: [
      place('callbacks', 'g c', PhoneCall, 'nav.callbacks', 'keys.callbacks', 'list_callbacks'),
      place('approvals', 'g a', Stamp, 'nav.approvals', 'keys.approvals', 'list_script_proposals'),
      place('suggestions', 'g j', Lightbulb, 'nav.suggestions', 'keys.suggestions'),
      place('answers', 'g v', MessagesSquare, 'nav.answers', 'keys.answers', 'list_answer_scripts'),
    ],
  },
  {
    words: 'nav.group_records',
    places: [
      place('register', 'g r', BookOpenText, 'nav.register', 'keys.register', 'list_register'),
      place(
        'owner-files',
        'g o',
        FolderOpen,
        'nav.owner_files',
        'keys.owner_files',
        'list_owner_files',
      ),
      place('papers', 'g p', Printer, 'nav.papers', 'keys.papers'),
      place('log', 'g l', NotebookPen, 'nav.log', 'keys.log'),
    ],
  },
  {
    words: 'nav.group_duty',
    places: [
      place('duty', 'g d', CalendarDays, 'nav.duty', 'keys.duty'),
      place('handover', 'g h', Handshake, 'nav.handover', 'keys.handover'),
    ],
  },
  {
    words: 'nav.group_supervision',
    places: [
      place('supervision', 'g b', Gauge, 'nav.supervision', 'keys.supervision', 'get_board'),
      place('reports', 'g m', ChartColumn, 'nav.reports', 'keys.reports', 'get_report'),
      place(
        'group-report',
        'g e',
        Building2,
        'nav.group_report',
        'keys.group_report',
        'get_group_report',
      ),
      place(
        'conformance',
        'g f',
        Scale,
        'nav.conformance',
        'keys.conformance',
        'get_period_conformance',
      ),
      place(
        'privacy',
        'g i',
        FileKey2,
        'nav.privacy',
        'keys.privacy',
        'list_privacy_requests',
        'get_access_report',
      ),
    ],
  },
  {
    words: 'nav.group_settings',
    places: [
      place('rules', 'g u', Split, 'nav.rules', 'keys.rules', 'try_routing_rules'),
      place('admin', 'g s', Settings, 'nav.admin', 'keys.admin', 'add_directory_entry'),
    ],
  },
]

/** What is open to whom the service told that `may` do this or that; `all` of it that needs nothing too. */
export function openTo(may: (operation: Operation) => boolean, all: boolean): typeof groups {
  return groups
    .map((group) => ({
      ...group,
      places: group.places.filter(({ needs }) => (needs.length ? needs.some(may) : all)),
    }))
    .filter((group) => group.places.length)
}
