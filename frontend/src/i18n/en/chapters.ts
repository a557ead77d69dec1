/** The English words of each part of the house. */
export const chaptersEn = {
  admin: async () => (await import('./admin')).adminEn,
  case: async () => (await import('./case')).caseEn,
  desk: async () => (await import('./desk')).deskEn,
  door: async () => (await import('./door')).doorEn,
  duty: async () => (await import('./duty')).dutyEn,
  offline: async () => (await import('./offline')).offlineEn,
  papers: async () => (await import('./papers')).papersEn,
  patrol: async () => (await import('./patrol')).patrolEn,
  privacy: async () => (await import('./privacy')).privacyEn,
  records: async () => (await import('./records')).recordsEn,
  routing: async () => (await import('./routing')).routingEn,
  voice: async () => (await import('./voice')).voiceEn,
  way: async () => (await import('./way')).wayEn,
}
