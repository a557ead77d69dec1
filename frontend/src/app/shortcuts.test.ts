import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { hear, useShortcuts, type Shortcut } from './shortcuts'

const run = vi.fn()
let unmount: () => void = () => undefined

function listen(...own: Omit<Shortcut, 'run'>[]): void {
  const screen = defineComponent(() => {
    useShortcuts(own.map((each) => ({ ...each, run: () => run(each.keys) })))
    return () => h('div', [h('input'), h('textarea')])
  })
  const mounted = mount(screen, { attachTo: document.body })
  unmount = () => mounted.unmount()
}

function press(key: string, more: KeyboardEventInit = {}, target: Element = document.body): void {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
}

beforeEach(() => {
  run.mockReset()
  window.addEventListener('keydown', hear)
})
afterEach(() => {
  window.removeEventListener('keydown', hear)
  unmount()
})

describe('a shortcut', () => {
  it('runs on its key', () => {
    listen({ keys: 'j' })
    press('j')
    expect(run).toHaveBeenCalledExactlyOnceWith('j')
  })

  it('never fires while an input method is composing', () => {
    listen({ keys: 'j' }, { keys: 'Ctrl+Enter', inFields: true })
    press('j', { isComposing: true })
    press('Enter', { isComposing: true, ctrlKey: true })
    press('Process', { keyCode: 229 } as KeyboardEventInit)
    expect(run).not.toHaveBeenCalled()
  })

  it('rests while somebody writes, unless it is meant for writing', () => {
    listen({ keys: 'j' }, { keys: 'Ctrl+Enter', inFields: true })
    for (const field of document.querySelectorAll('input, textarea')) press('j', {}, field)
    expect(run).not.toHaveBeenCalled()
    press('Enter', { ctrlKey: true }, document.querySelector('textarea') as Element)
    expect(run).toHaveBeenCalledExactlyOnceWith('Ctrl+Enter')
  })

  it('may be two keys, one after the other', () => {
    listen({ keys: 'g q' })
    press('g')
    press('q')
    expect(run).toHaveBeenCalledExactlyOnceWith('g q')
    press('q')
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('belongs to what was opened last, and goes with it', () => {
    listen({ keys: 'Enter' })
    const below = unmount
    listen({ keys: 'Enter' })
    press('Enter')
    expect(run).toHaveBeenCalledTimes(1)
    unmount()
    unmount = below
    press('Enter')
    expect(run).toHaveBeenCalledTimes(2)
  })
})
