import { revealContact } from '@/api/privacy'
import type { Words } from '@/i18n'
import { choices, field, needed, words, type Act } from './act'

/** Shows a contact in full, once, for a reason that is written down with who saw it. */
export const revealAct = (path: string, reasons: [string, Words][]): Act => ({
  name: 'reveal',
  label: words('看完整号码', 'Show in full'),
  once: words(
    '已记下是谁、什么时候、为什么看的。请勿另行抄存。',
    'Who saw it, when and why is written down. Please do not keep it elsewhere.',
  ),
  fields: [
    field('reason', '为什么要看', 'Why', 'choice', { ...needed, ...choices(reasons) }),
    field('note', '说明', 'Note'),
  ],
  run: (given) => revealContact(path, given),
})
