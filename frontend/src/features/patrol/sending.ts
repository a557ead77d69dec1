import { ref, shallowRef } from 'vue'
import { session } from '@/app/session'
import type { Deliver } from '@/forms/taking'
import { takeIn } from '@/api/intake'
import type { Receipt } from '@/api/cases'
import { Problem } from '@/api/problem'
import { t, type Words } from '@/i18n'
import type { KeptFile, Row } from '@/offline/db'
import { look, NotSaved, rows, save } from '@/offline/outbox'
import { outcomeOf } from '@/offline/outcome'

/** What is captured on patrol goes over the outbox: kept first, then sent. */
export function useSending(labelOf: (matter: string) => Words) {
  const saved = ref('')
  const files = shallowRef<KeptFile[]>([])
  /** The refused row whose form is being mended. */
  const mending = ref('')

  const deliver: Deliver = async ({ id, key, body, chosen, draft }) => {
    const { form } = chosen
    const situation = form.situations.find((each) => each.code === draft.situation)
    const what = labelOf(form.kind ?? form.related_procedure ?? '')
    try {
      saved.value = await save(
        {
          ...{ lane: id, path: '/cases', operation: 'take_in', label: what, draft },
          user: session.value?.person?.id ?? '',
          body: { id, ...body },
          note: [body.place, situation?.label.zh].filter(Boolean).join(' · '),
          alarm: form.situations.length > 0,
          department: situation?.department ?? null,
          stamp: 'received_at',
        },
        files.value,
        mending.value || undefined,
      )
    } catch (thrown) {
      if (thrown instanceof NotSaved) return unkept(thrown, id, key, body)
      throw thrown
    }
    mending.value = saved.value
    const receipt = await outcomeOf(saved.value)
    mending.value = ''
    return receipt
  }

  /** The phone has no room: it goes out at once, or the screen says that nothing is kept. */
  async function unkept(
    reason: NotSaved,
    id: string,
    key: string,
    body: Record<string, unknown>,
  ): Promise<Receipt> {
    try {
      return await takeIn(id, key, body)
    } catch (thrown) {
      if (thrown instanceof Problem && !thrown.passing) throw thrown
      throw notKept(reason.full)
    }
  }

  /** Takes up again what was refused, as it was written. */
  async function mend(id: string): Promise<Row | undefined> {
    await look()
    const row = rows.value.find((each) => each.id === id && each.operation === 'take_in')
    if (row) mending.value = row.id
    return row
  }

  return { saved, files, deliver, mend }
}

function notKept(full: boolean): Problem {
  const words = t(full ? 'offline.full' : 'offline.unsaved')
  return new Problem(0, 'not_saved', { zh: words, en: words })
}
