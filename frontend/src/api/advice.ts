import { client, told } from './http'
import type { components } from './schema'

export type Advice = components['schemas']['AdviceOut']

/** What the words speak for. Nothing of them is stored; a person confirms. */
export const adviseOn = (words: string): Promise<Advice> =>
  told(client.POST('/api/v1/routing-rules/advice', { body: { words } }))
