export type Locale = 'zh-CN' | 'en'
type Words = Record<string, string>
type Chapter = Record<Locale, () => Promise<Words>>

/** What every page speaks; in Chinese it stands in the app itself. */
export const common = async (): Promise<Words> => {
  const [shared, acts] = await Promise.all([import('./en/shared'), import('./en/acts')])
  return { ...shared.sharedEn, ...acts.actsEn }
}

/** The words of one part of the house, loaded with the pages that speak them. */
export const chapters = {
  admin: {
    'zh-CN': async () => (await import('./zh-CN/admin')).adminZh,
    en: async () => (await import('./en/admin')).adminEn,
  },
  case: {
    'zh-CN': async () => (await import('./zh-CN/case')).caseZh,
    en: async () => (await import('./en/case')).caseEn,
  },
  desk: {
    'zh-CN': async () => (await import('./zh-CN/desk')).deskZh,
    en: async () => (await import('./en/desk')).deskEn,
  },
  door: {
    'zh-CN': async () => (await import('./zh-CN/door')).doorZh,
    en: async () => (await import('./en/door')).doorEn,
  },
  duty: {
    'zh-CN': async () => (await import('./zh-CN/duty')).dutyZh,
    en: async () => (await import('./en/duty')).dutyEn,
  },
  offline: {
    'zh-CN': async () => (await import('./zh-CN/offline')).offlineZh,
    en: async () => (await import('./en/offline')).offlineEn,
  },
  papers: {
    'zh-CN': async () => (await import('./zh-CN/papers')).papersZh,
    en: async () => (await import('./en/papers')).papersEn,
  },
  patrol: {
    'zh-CN': async () => (await import('./zh-CN/patrol')).patrolZh,
    en: async () => (await import('./en/patrol')).patrolEn,
  },
  privacy: {
    'zh-CN': async () => (await import('./zh-CN/privacy')).privacyZh,
    en: async () => (await import('./en/privacy')).privacyEn,
  },
  records: {
    'zh-CN': async () => (await import('./zh-CN/records')).recordsZh,
    en: async () => (await import('./en/records')).recordsEn,
  },
  routing: {
    'zh-CN': async () => (await import('./zh-CN/routing')).routingZh,
    en: async () => (await import('./en/routing')).routingEn,
  },
  voice: {
    'zh-CN': async () => (await import('./zh-CN/voice')).voiceZh,
    en: async () => (await import('./en/voice')).voiceEn,
  },
  way: {
    'zh-CN': async () => (await import('./zh-CN/way')).wayZh,
    en: async () => (await import('./en/way')).wayEn,
  },
} satisfies Record<string, Chapter>

export type ChapterName = keyof typeof chapters
