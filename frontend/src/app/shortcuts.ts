import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import type { MessageKey } from '@/i18n'

/** One key, or two pressed one after the other (`g q`), and what it does. */
export interface Shortcut {
  keys: string
  /** Said in the `?` help; a shortcut without words is not listed. */
  words?: MessageKey
  /** Also while somebody writes into a field: only for keys with Ctrl, and Escape. */
  inFields?: boolean
  run: (event: KeyboardEvent) => void
}

/** The last one registered wins: what lies on top hears first. */
const registered = shallowReactive<Shortcut[]>([])
export const shortcuts: readonly Shortcut[] = registered

const PAUSE = 900
let begun = ''
let begunAt = 0

export function useShortcuts(own: Shortcut[]): void {
  onMounted(() => registered.push(...own))
  onBeforeUnmount(() => {
    for (const each of own) registered.splice(registered.indexOf(each), 1)
  })
}

/** Hears every key of the page. Nothing fires while an input method is composing a word. */
export function hear(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
  const pressed = nameOf(event)
  if (!pressed) return
  const writing = isWriting(event.target)
  const sequence = event.timeStamp - begunAt < PAUSE && begun ? `${begun} ${pressed}` : pressed
  const found = find(sequence, writing) ?? find(pressed, writing)
  begun = found || writing ? '' : pressed
  begunAt = event.timeStamp
  if (!found) return
  event.preventDefault()
  found.run(event)
}

function find(keys: string, writing: boolean): Shortcut | undefined {
  return registered.findLast((each) => each.keys === keys && (!writing || each.inFields))
}

function nameOf(event: KeyboardEvent): string {
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key) || event.altKey) return ''
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `Ctrl+${key.length === 1 ? key.toUpperCase() : key}` : key
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('dialog')) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
