import { beforeEach, describe, expect, it } from 'vitest'
import { tourIsOver, tourOver } from './tour'

describe('the tour', () => {
  beforeEach(() => localStorage.clear())

  it('is put away by each person for themselves', () => {
    expect(tourIsOver('lin')).toBe(false)
    tourOver('lin')
    tourOver('lin')
    expect(tourIsOver('lin')).toBe(true)
    expect(tourIsOver('he')).toBe(false)
    tourOver('he')
    expect(tourIsOver('lin')).toBe(true)
    expect(tourIsOver('he')).toBe(true)
  })
})
