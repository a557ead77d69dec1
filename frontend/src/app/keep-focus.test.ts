import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepFocus } from './keep-focus'

const later = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('the focus', () => {
  let stop = (): void => undefined

  beforeEach(() => {
    document.body.innerHTML =
      '<main tabindex="-1"><ul><li><a id="one" href="/1">1</a></li><li><a id="two" href="/2">2</a></li></ul></main>'
    const main = document.querySelector('main')
    if (main) stop = keepFocus(main)
  })
  afterEach(() => stop())

  const at = (id: string) => document.getElementById(id)

  it('goes to the nearest neighbour of what went away', async () => {
    at('one')?.focus()
    at('one')?.closest('li')?.remove()
    await later()
    expect(document.activeElement).toBe(at('two'))
  })

  it('goes to the page where nothing else is left', async () => {
    at('two')?.focus()
    document.querySelector('ul')?.remove()
    await later()
    expect(document.activeElement?.tagName).toBe('MAIN')
  })

  it('stays where it is while that is there', async () => {
    at('two')?.focus()
    at('one')?.remove()
    await later()
    expect(document.activeElement).toBe(at('two'))
  })
})
