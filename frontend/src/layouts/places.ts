import {
  BookOpenText,
  CalendarCheck2,
  CalendarDays,
  Handshake,
  Gauge,
  Lightbulb,
  ListTodo,
  MessagesSquare,
  NotebookPen,
  PhoneCall,
  Settings,
  Split,
  SquarePen,
  Stamp,
} from '@lucide/vue'
import type { MessageKey } from '@/i18n'

/** Where the desk can go, in the order of its day. */
export const places: {
  name: string
  words: MessageKey
  keys: MessageKey
  key: string
  icon: typeof ListTodo
}[] = [
  { name: 'today', words: 'nav.today', keys: 'keys.today', key: 'g t', icon: CalendarCheck2 },
  { name: 'intake', words: 'nav.intake', keys: 'keys.new', key: 'n', icon: SquarePen },
  { name: 'queue', words: 'nav.queue', keys: 'keys.queue', key: 'g q', icon: ListTodo },
  {
    name: 'callbacks',
    words: 'nav.callbacks',
    keys: 'keys.callbacks',
    key: 'g c',
    icon: PhoneCall,
  },
  {
    name: 'register',
    words: 'nav.register',
    keys: 'keys.register',
    key: 'g r',
    icon: BookOpenText,
  },
  { name: 'approvals', words: 'nav.approvals', keys: 'keys.approvals', key: 'g a', icon: Stamp },
  { name: 'answers', words: 'nav.answers', keys: 'keys.answers', key: 'g v', icon: MessagesSquare },
  {
    name: 'suggestions',
    words: 'nav.suggestions',
    keys: 'keys.suggestions',
    key: 'g j',
    icon: Lightbulb,
  },
  { name: 'duty', words: 'nav.duty', keys: 'keys.duty', key: 'g d', icon: CalendarDays },
  { name: 'handover', words: 'nav.handover', keys: 'keys.handover', key: 'g h', icon: Handshake },
  { name: 'log', words: 'nav.log', keys: 'keys.log', key: 'g l', icon: NotebookPen },
  { name: 'rules', words: 'nav.rules', keys: 'keys.rules', key: 'g u', icon: Split },
  {
    name: 'supervision',
    words: 'nav.supervision',
    keys: 'keys.supervision',
    key: 'g b',
    icon: Gauge,
  },
  { name: 'admin', words: 'nav.admin', keys: 'keys.admin', key: 'g s', icon: Settings },
]
