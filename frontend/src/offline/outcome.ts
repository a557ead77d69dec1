import { watch } from 'vue'
import type { AllowedAction, Receipt } from '@/api/cases'
import { Problem } from '@/api/problem'
import { isOnline } from './connectivity'
import type { Refused } from './db'
import { rows, save, sent } from './outbox'

/* What becomes of something that was just saved, for a screen that still stands before it. */

const PATIENCE = 4_000

/**
 * The receipt, or nothing where it waits for the network: in a cellar at once, nobody stands and waits
 * there. What was refused is thrown.
 */
export function outcomeOf(id: string, patience = PATIENCE): Promise<Receipt | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => resolve(null)), patience)
    const stop = watch([rows, sent, isOnline], look)
    function look(): void {
      const told = sent.value.find((each) => each.id === id)
      if (told) return finish(() => resolve(told.receipt))
      const row = rows.value.find((each) => each.id === id)
      const { refused } = row ?? {}
      if (refused) return finish(() => reject(problemOf(refused)))
      const unreached = row && (row.attempts > 0 || !isOnline.value)
      if (unreached && row.state === 'queued') finish(() => resolve(null))
    }
    function finish(tell: () => void): void {
      clearTimeout(timer)
      stop()
      tell()
    }
    look()
  })
}

export const problemOf = ({ status, code, reason, clause, next, fields }: Refused): Problem =>
  new Problem(status, code, reason, clause, next, fields)

/** Keeps an action on a case and waits a little for its answer. One refused is mended in its place. */
export async function performKept(
  user: string,
  caseId: string,
  action: AllowedAction,
  payload: Record<string, unknown>,
  etag: string | null,
): Promise<Receipt | null> {
  const path = `/cases/${caseId}/${action.path}`
  const mended = rows.value.find(
    (row) => row.state === 'blocked' && row.path === path && row.user === user,
  )
  const timed = action.fields.some((field) => field.name === 'occurred_at')
  const id = await save(
    {
      ...{ user, path, lane: caseId, operation: 'act', body: payload, label: action.label },
      etag: action.needs_if_match ? etag : null,
      stamp: timed ? 'occurred_at' : null,
    },
    [],
    mended?.id,
  )
  return outcomeOf(id)
}
