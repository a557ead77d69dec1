import { client, told } from './http'
import type { components } from './schema'

/* What reaches me: my inbox, and the stream that says when there is more. */

type Schemas = components['schemas']

export type Notice = Schemas['NotificationOut']

export const listNotices = (
  cursor: string | null = null,
): Promise<Schemas['Page_NotificationOut_']> =>
  told(
    client.GET('/api/v1/notifications', {
      params: { query: { limit: 30, cursor: cursor ?? undefined } },
    }),
  )

export const countUnread = (): Promise<Schemas['Counted']> =>
  told(client.GET('/api/v1/notifications/unread-count'))

export const readNotice = (id: string): Promise<Notice> =>
  told(
    client.POST('/api/v1/notifications/{notification_id}/read', {
      params: { path: { notification_id: id } },
    }),
  )

/** What the stream says of a notice: ids and labels. The rest is read from the inbox. */
export interface Streamed {
  id: string
  case_id?: string
  script_id?: string
  told: string
  clause: string
  must_acknowledge: boolean
}

export interface StreamEars {
  hello: (unread: number) => void
  change: (caseId: string) => void
  notice: (notice: Streamed) => void
  /** Away for too long: what is shown must be read anew. */
  reset: () => void
  lost: () => void
}

/** Opens the stream. The browser itself comes back with the last number it has heard. */
export function openStream(ears: StreamEars): () => void {
  const source = new EventSource('/api/v1/stream')
  const on = <T>(name: string, hear: (data: T) => void): void =>
    source.addEventListener(name, (event) => hear(JSON.parse((event as MessageEvent<string>).data)))
  on<{ unread: number }>('hello', ({ unread }) => ears.hello(unread))
  on<{ unread: number }>('reset', ({ unread }) => {
    ears.hello(unread)
    ears.reset()
  })
  on<{ case_id: string }>('case', ({ case_id }) => ears.change(case_id))
  on<Streamed>('notification', ears.notice)
  source.onerror = () => source.readyState === EventSource.CLOSED && ears.lost()
  return () => source.close()
}
