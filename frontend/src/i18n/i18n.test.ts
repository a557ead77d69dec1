import { afterEach, describe, expect, it } from 'vitest'
import { en } from './en'
import { locale, say, setLocale, t } from '.'
import { zh } from './zh-CN'

const keys = Object.keys(zh) as (keyof typeof zh)[]
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort()

afterEach(() => setLocale('zh-CN'))

describe('the messages', () => {
  it('exist in both languages, key by key', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort())
  })

  it.each(keys)('%s is filled in alike in both languages', (key) => {
    expect(en[key].trim()).not.toBe('')
    expect(holes(en[key])).toEqual(holes(zh[key]))
  })

  it('are Chinese in Chinese punctuation and English in English', () => {
    const wrong = keys.filter(
      (key) =>
        /[\u4e00-\u9fa5][,;:?!]/.test(zh[key]) || /[\u3000-\u9fff\uff00-\uffef]/.test(en[key]),
    )
    expect(wrong).toEqual([])
  })

  it('change with the language', async () => {
    expect(t('form.line', { n: 3 })).toBe('第 3 项')
    await setLocale('en')
    expect(locale.value).toBe('en')
    expect(t('form.line', { n: 3 })).toBe('Line 3')
    expect(say({ zh: '受理', en: 'Take in' })).toBe('Take in')
    expect(document.documentElement.lang).toBe('en')
  })
})
