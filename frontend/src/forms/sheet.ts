import type { Words } from '@/i18n'

/** What came of a sheet, or would come of it: with any row wrong, nothing. */
export interface Brought {
  entered: boolean
  errors: { row: number; column?: string | null; reason: Words }[]
}

/** A list that can be brought in whole, from the sheet an office has. */
export interface Sheet {
  label: string
  lead: string
  bring: (content: string, looking: boolean) => Promise<Brought>
  /** What a look through it found; empty where there is nothing to enter. */
  told: (brought: Brought) => string
}

/** A file as the service reads it. */
export async function contentOf(file: File): Promise<string> {
  let text = ''
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}
