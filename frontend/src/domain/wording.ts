import type { Words } from '@/i18n'

export type Labels = Readonly<Record<string, Words>>

export const words = (zh: string, en: string): Words => ({ zh, en })

/** The words for a value; the value itself where the house learned a new one. */
export function labelOf(labels: Labels, value: string | null | undefined): Words {
  if (!value) return words('', '')
  return labels[value] ?? words(value, value)
}
