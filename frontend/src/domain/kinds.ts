import type { Words } from '@/i18n'
import { words, type Labels } from './wording'

/** The seal of a kind: one character, told without colour. */
export interface Seal {
  glyph: string
  label: Words
}

const seals: Readonly<Record<string, Seal>> = {
  suggestion: { glyph: '建', label: words('建议', 'Suggestion') },
  inquiry: { glyph: '问', label: words('问询', 'Inquiry') },
  challenge: { glyph: '疑', label: words('质疑', 'Challenge') },
  help: { glyph: '助', label: words('求助', 'Help') },
  complaint: { glyph: '诉', label: words('投诉', 'Complaint') },
  repair: { glyph: '修', label: words('报修', 'Repair') },
}

const unsure: Seal = { glyph: '？', label: words('待分类', 'Kind not settled') }

export function sealOf(kind: string | null | undefined): Seal {
  return (kind && seals[kind]) || unsure
}

export const kinds: Labels = Object.fromEntries(
  Object.entries(seals).map(([kind, seal]) => [kind, seal.label]),
)
