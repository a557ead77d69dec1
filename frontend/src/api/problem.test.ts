import { describe, expect, it } from 'vitest'
import { asProblem, Problem, problemOf, unreached } from './problem'

const answer = (status: number, body: unknown) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })

describe('a refusal from the service', () => {
  it('carries its reason, its clause and the next right action', async () => {
    const problem = await problemOf(
      answer(409, {
        code: 'answer_needs_script',
        clause: '4.4.5-b',
        reason: { zh: '要用统一口径', en: 'Use the script' },
        next_action: { zh: '打开口径', en: 'Open the script', action: 'answer_at_desk' },
      }),
    )
    expect(problem.reason.zh).toBe('要用统一口径')
    expect(problem.clause).toBe('4.4.5-b')
    expect(problem.nextAction?.action).toBe('answer_at_desk')
    expect(problem.passing).toBe(false)
  })

  it('tells each field what is wrong with it, once', async () => {
    const what = { zh: '此项必填', en: 'This is asked for' }
    const problem = await problemOf(
      answer(422, {
        errors: [
          { where: 'words', what },
          { where: 'body.co_signers.0', what },
          { where: 'body.co_signers.1', what: { zh: '太长', en: 'Too long' } },
        ],
      }),
    )
    expect(problem.fields).toEqual({ words: what, co_signers: what })
  })

  it('knows when somebody else was first', async () => {
    expect((await problemOf(answer(412, {}))).stale).toBe(true)
  })

  it('finds words of its own where the answer has none', async () => {
    const gateway = await problemOf(answer(502, '<html>bad gateway</html>'))
    expect(gateway.passing).toBe(true)
    expect(gateway.reason.zh).toContain('服务出了问题')
    expect((await problemOf(answer(404, {}))).reason.zh).toBe('没有找到')
  })

  it('reads an answer that is no problem document at all', async () => {
    expect((await problemOf(answer(400, 'null'))).code).toBe('http_400')
  })
})

describe('no answer', () => {
  it('may be tried again', () => expect(unreached().passing).toBe(true))

  it('turns anything thrown into words', () => {
    expect(asProblem(new TypeError('x'))).toBeInstanceOf(Problem)
    const problem = unreached()
    expect(asProblem(problem)).toBe(problem)
  })
})
