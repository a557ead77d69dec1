import { bringInHomes, type BroughtIn } from '@/api/admin'
import type { Sheet } from '@/forms/sheet'
import { say, t } from '@/i18n'
import { words } from '../book'

const HOW = words(
  '第一行是表头：楼栋、房号；另可有区域、类型、姓名、称呼、联系方式。没有的楼栋会一并建好；先核对，有一行不对就一行也不导入。',
  'The first row has the headings: building, unit; and if you like area, type, name, salutation, contact. Buildings that are not there yet are made. It is looked through first; with one row wrong, nothing is entered.',
)

/** Buildings, homes and who lives there, from the list an office has. */
export const homesSheet = (): Sheet => ({
  label: t('admin.from_a_sheet'),
  lead: say(HOW),
  bring: bringInHomes,
  told: (brought) => {
    const { buildings: b, units: u, residents: r, unchanged: m } = brought as BroughtIn
    return b + u + r ? t('admin.sheet_ready', { b, u, r, m }) : ''
  },
})
