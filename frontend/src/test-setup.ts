import { config } from '@vue/test-utils'
import { bring, type ChapterName } from '@/i18n'
import { chapters } from '@/i18n/chapters'

await bring(...(Object.keys(chapters) as ChapterName[]))

// A warning of Vue is a mistake of ours: a test that causes one fails.
config.global.config.warnHandler = (message) => {
  throw new Error(`Vue warns: ${message}`)
}
