import { config } from '@vue/test-utils'

// A warning of Vue is a mistake of ours: a test that causes one fails.
config.global.config.warnHandler = (message) => {
  throw new Error(`Vue warns: ${message}`)
}
