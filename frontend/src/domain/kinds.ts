/** The seal of a kind, or of the procedure a matter is handed to: one character, no colour. */
const seals: Readonly<Record<string, string>> = {
  suggestion: '建',
  inquiry: '问',
  challenge: '疑',
  help: '助',
  complaint: '诉',
  repair: '修',
}

const UNSETTLED = '？'

export const glyphOf = (matter: string | null | undefined): string =>
  (matter && seals[matter]) || UNSETTLED
