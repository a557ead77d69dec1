import { ref } from 'vue'

export interface Toast {
  id: number
  tone: 'done' | 'info' | 'danger'
  words: string
  /** Where the toast leads to. */
  link?: { to: string; words: string }
}

export const toasts = ref<Toast[]>([])
let next = 1

/** Tells something in passing. What went wrong stays until it is read. */
export function tell(words: string, more: Partial<Pick<Toast, 'tone' | 'link'>> = {}): void {
  const toast: Toast = { id: next++, words, tone: more.tone ?? 'done', link: more.link }
  toasts.value = [...toasts.value.slice(-2), toast]
  if (toast.tone !== 'danger') window.setTimeout(() => dismiss(toast.id), 6000)
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}
