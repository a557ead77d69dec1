import type { chaptersEn } from './en/chapters'

export type Locale = 'zh-CN' | 'en'
type Words = Record<string, string>
type Chapter = Record<Locale, () => Promise<Words>>

/** What every page speaks; in Chinese it stands in the app itself. */
export const common = async (): Promise<Words> => {
  const [shared, acts] = await Promise.all([import('./en/shared'), import('./en/acts')])
  return { ...shared.sharedEn, ...acts.actsEn }
}

/** Where the English words are is asked for by whoever speaks English. */
const english = (name: keyof typeof chaptersEn) => async (): Promise<Words> =>
  (await import('./en/chapters')).chaptersEn[name]()

/** The words of one part of the house, loaded with the pages that speak them. */
export const chapters = {
  admin: {
    'zh-CN': async () => (await import('./zh-CN/admin')).adminZh,
    en: english('admin'),
  },
  case: {
    'zh-CN': async () => (await import('./zh-CN/case')).caseZh,
    en: english('case'),
  },
  desk: {
    'zh-CN': async () => (await import('./zh-CN/desk')).deskZh,
    en: english('desk'),
  },
  door: {
    'zh-CN': async () => (await import('./zh-CN/door')).doorZh,
    en: english('door'),
  },
  duty: {
    'zh-CN': async () => (await import('./zh-CN/duty')).dutyZh,
    en: english('duty'),
  },
  offline: {
    'zh-CN': async () => (await import('./zh-CN/offline')).offlineZh,
    en: english('offline'),
  },
  papers: {
    'zh-CN': async () => (await import('./zh-CN/papers')).papersZh,
    en: english('papers'),
  },
  patrol: {
    'zh-CN': async () => (await import('./zh-CN/patrol')).patrolZh,
    en: english('patrol'),
  },
  privacy: {
    'zh-CN': async () => (await import('./zh-CN/privacy')).privacyZh,
    en: english('privacy'),
  },
  records: {
    'zh-CN': async () => (await import('./zh-CN/records')).recordsZh,
    en: english('records'),
  },
  routing: {
    'zh-CN': async () => (await import('./zh-CN/routing')).routingZh,
    en: english('routing'),
  },
  voice: {
    'zh-CN': async () => (await import('./zh-CN/voice')).voiceZh,
    en: english('voice'),
  },
  way: {
    'zh-CN': async () => (await import('./zh-CN/way')).wayZh,
    en: english('way'),
  },
} satisfies Record<string, Chapter>

export type ChapterName = keyof typeof chapters
