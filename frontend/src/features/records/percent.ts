/** A share as it is read out; nothing to share is told as such, not as nought. */
export const percent = (rate: number | null | undefined): string =>
  rate === null || rate === undefined ? '—' : `${(100 * rate).toFixed(1).replace(/\.0$/, '')}%`
