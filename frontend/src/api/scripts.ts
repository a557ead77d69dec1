import { client, told } from './http'
import { Problem } from './problem'
import type { components } from './schema'

export type ScriptVersion = components['schemas']['ScriptVersion']

/** The unified answer in force on a topic, if there is one. */
export async function scriptInForce(topic: string): Promise<ScriptVersion | null> {
  try {
    return await told(
      client.GET('/api/v1/answer-scripts/in-force', { params: { query: { topic } } }),
    )
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 404) return null
    throw thrown
  }
}
