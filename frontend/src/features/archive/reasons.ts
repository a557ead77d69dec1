import type { FileReason } from '@/api/owner-files'
import type { MessageKey } from '@/i18n'

/** Why a file is opened or lent. */
export const REASONS: Record<FileReason, MessageKey> = {
  handle_case: 'files.handle_case',
  callback: 'papers.callback',
  resident_asked: 'papers.resident_asked',
  inspection: 'files.inspection',
  file_sheet: 'files.file_sheet',
  other: 'papers.other',
}
