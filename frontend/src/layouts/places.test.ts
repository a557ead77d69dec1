import { describe, expect, it } from 'vitest'
import { CALLED } from '@/app/commands'
import { groups, openTo } from './places'

const all = groups.flatMap((group) => group.places)

describe('the places of the desk', () => {
  it('have each a key of their own', () => {
    expect(new Set(all.map((place) => place.key)).size).toBe(all.length)
    expect(new Set(all.map((place) => place.name)).size).toBe(all.length)
  })

  it('are each called something in the palette, and nothing else is', () => {
    expect(Object.keys(CALLED).sort()).toEqual(all.map((place) => place.name).sort())
  })

  it('stand open to whom the service lets go on, and a group without a place is not shown', () => {
    const shown = openTo((operation) => operation === 'list_callbacks', true)
    const names = shown.flatMap((group) => group.places.map((place) => place.name))
    expect(names).toContain('today')
    expect(names).toContain('callbacks')
    expect(names).not.toContain('register')
    expect(shown.map((group) => group.words)).not.toContain('nav.group_settings')
  })

  it('stand open to whom one of several things there is open', () => {
    for (const read of ['list_privacy_requests', 'get_access_report']) {
      const shown = openTo((operation) => operation === read, true)
      const names = shown.flatMap((group) => group.places.map((place) => place.name))
      expect(names).toContain('privacy')
    }
  })

  it('are those of the figures for whom the service shows nothing else', () => {
    const shown = openTo((operation) => operation === 'get_group_report', false)
    expect(shown.flatMap((group) => group.places.map((place) => place.name))).toEqual([
      'group-report',
    ])
  })
})
