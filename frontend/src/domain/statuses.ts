/** Which ink and icon carry a status; its words come with it from the service. */
export type Tone = 'plain' | 'info' | 'soon' | 'done' | 'danger' | 'approval'

const tones: Readonly<Record<string, Tone>> = {
  pending_desk: 'soon',
  awaiting_approval: 'approval',
  notified: 'soon',
  returned: 'soon',
  answered_on_spot: 'done',
  closed: 'done',
  archived: 'done',
  handed_off: 'done',
  voided: 'plain',
}

export const toneOf = (status: string): Tone => tones[status] ?? 'info'
