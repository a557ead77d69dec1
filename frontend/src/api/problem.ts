import type { Words } from '@/i18n'

/** What the service sends when it does not do what was asked (RFC 9457, with the clause and the way on). */
interface ProblemDocument {
  title?: string
  status?: number
  detail?: string
  code?: string
  clause?: string | null
  reason?: Words
  next_action?: NextAction | null
  errors?: Fault[]
}

export interface NextAction extends Words {
  action?: string | null
}

interface Fault {
  where: string
  what: Words
}

/** An answer that is no. It says why, by which clause, and what to do instead. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: Words,
    readonly clause: string | null = null,
    readonly nextAction: NextAction | null = null,
    readonly fields: Readonly<Record<string, Words>> = {},
    readonly document: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${code}`)
    this.name = 'Problem'
  }

  /** Whether the same request may succeed later, unchanged. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 408 || this.status === 429
  }

  /** Somebody else changed it in the meantime. */
  get stale(): boolean {
    return this.status === 412
  }
}

const UNREACHED: Words = {
  zh: '连不上服务，请检查网络。填写的内容还在。',
  en: 'The service cannot be reached. What you wrote is still here.',
}

const BY_STATUS: Readonly<Record<number, Words>> = {
  400: { zh: '这个请求看不懂', en: 'The request cannot be read' },
  401: { zh: '请重新登录', en: 'Please sign in again' },
  403: { zh: '您的岗位不能这样做', en: 'Your post may not do this' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '现在还不能这样做', en: 'This cannot be done now' },
  412: { zh: '有人先改了这件事', en: 'Somebody changed this first' },
  413: { zh: '文件太大', en: 'The file is too large' },
  422: { zh: '有些内容还没填对', en: 'Some of it is not filled in right' },
  428: { zh: '请先看过最新的内容', en: 'Please look at the latest state first' },
  429: { zh: '太频繁了，请稍等', en: 'Too many tries, please wait' },
}

const BROKEN: Words = {
  zh: '服务出了问题，请稍后再试。填写的内容还在。',
  en: 'The service failed, please try again shortly. What you wrote is still here.',
}

export function unreached(): Problem {
  return new Problem(0, 'unreached', UNREACHED)
}

export async function problemOf(response: Response): Promise<Problem> {
  const document = await documentOf(response)
  const status = response.status
  return new Problem(
    status,
    document.code ?? `http_${status}`,
    document.reason ?? BY_STATUS[status] ?? BROKEN,
    document.clause ?? null,
    document.next_action ?? null,
    fieldsOf(document),
    { ...document },
  )
}

/** Whatever was thrown, as something that can be shown. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem(500, 'unexpected', BROKEN)
}

async function documentOf(response: Response): Promise<ProblemDocument> {
  try {
    const body: unknown = await response.json()
    return body && typeof body === 'object' ? (body as ProblemDocument) : {}
  } catch {
    return {}
  }
}

/** What is wrong with each field; `body.co_signers.0` is told at `co_signers`. */
function fieldsOf(document: ProblemDocument): Record<string, Words> {
  const fields: Record<string, Words> = {}
  for (const { where, what } of document.errors ?? []) {
    const name = where.replace(/^body\./, '').split('.')[0]
    if (name && !(name in fields)) fields[name] = what
  }
  return fields
}
