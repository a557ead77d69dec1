import { watch, type Ref } from 'vue'
import { newId } from '@/api/keys'
import type { Values } from '@/forms/fields'

/** A half-written intake: it survives a reload, belongs to one person, and is gone after a day. */
export interface Draft {
  id: string
  form: string
  values: Values
}

const DAY = 24 * 60 * 60 * 1000

export const emptyDraft = (form = ''): Draft => ({ id: newId(), form, values: {} })

const placeOf = (person: string) => `yingmen.draft.${person}`

export function recallDraft(person: string, now = Date.now()): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(person)) ?? 'null') as
      (Draft & { at: number }) | null
    if (kept && now - kept.at < DAY) return { id: kept.id, form: kept.form, values: kept.values }
  } catch {
    // What cannot be read is no draft.
  }
  dropDraft(person)
  return null
}

export function dropDraft(person: string): void {
  try {
    localStorage.removeItem(placeOf(person))
  } catch {
    // Nothing was kept then.
  }
}

function keepDraft(person: string, draft: Draft): void {
  try {
    localStorage.setItem(placeOf(person), JSON.stringify({ ...draft, at: Date.now() }))
  } catch {
    // A full or closed storage costs the draft, never the case.
  }
}

/** Keeps the draft a moment after each change; an untouched form leaves nothing behind. */
export function useDraft(person: string, draft: Ref<Draft>, touched: () => boolean): void {
  let waiting = 0
  watch(
    draft,
    (now) => {
      clearTimeout(waiting)
      waiting = window.setTimeout(
        () => (touched() ? keepDraft(person, now) : dropDraft(person)),
        200,
      )
    },
    { deep: true },
  )
}
