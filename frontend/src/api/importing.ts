import { client, told } from './http'
import type { components } from './schema'

/* Homes and residents from an office's sheet. */

export type Imported = components['schemas']['ImportOut']

/** Tried, or brought in: the service says row by row what is wrong, and enters all or nothing. */
export const bringIn = (content: string, dryRun: boolean): Promise<Imported> =>
  told(client.POST('/api/v1/residents/import', { body: { content, dry_run: dryRun } }))

/** The empty sheet, which the browser fetches itself. */
export const templateAddress = (locale: string): string =>
  `/api/v1/residents/import/template?language=${locale === 'en' ? 'en' : 'zh'}`
