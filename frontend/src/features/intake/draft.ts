import { watch, type Ref } from 'vue'
import type { Draft } from '@/forms/taking'

/* A half-written intake survives a reload, belongs to one person, and is gone after a day. */
const DAY = 24 * 60 * 60 * 1000

const placeOf = (person: string) => `yingmen.draft.${person}`

export function recallDraft(person: string, now = Date.now()): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(person)) ?? 'null') as
      (Draft & { at: number }) | null
    if (kept && now - kept.at < DAY) {
      const { id, form, situation, values } = kept
      return { id, form, situation, values }
    }
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
