/** One thing that can be chosen. */
export interface Option {
  value: string
  label: string
  /** A second line: what tells two likely ones apart. */
  note?: string
}
