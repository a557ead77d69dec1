import { Problem } from '@/api/problem'
import { store } from './db'

/* Answers kept for the cellar: shown when the service cannot be reached, never preferred to it. */

const PATIENCE = 4_000

class Slow extends Error {}

/** Reads from the service; without it, or when it is too slow, the answer of last time. */
export function shelved<T>(name: string, read: () => Promise<T>): () => Promise<T> {
  return async () => {
    const asked = read()
    asked.then(
      (value) => lay(name, value),
      () => undefined, // Told below, to whoever asked.
    )
    try {
      return await atMost(PATIENCE, asked)
    } catch (thrown) {
      if (!isPassing(thrown)) throw thrown
      const kept = await taken<T>(name)
      return kept === undefined ? asked : kept
    }
  }
}

/** Lays something on the shelf. Where a browser has none, there is only less to see offline. */
export async function lay(name: string, value: unknown): Promise<void> {
  try {
    await (await store()).put('shelf', { name, value: JSON.parse(JSON.stringify(value)) })
  } catch (thrown) {
    console.info('not kept for offline', name, thrown)
  }
}

export async function taken<T>(name: string): Promise<T | undefined> {
  try {
    return (await (await store()).get('shelf', name))?.value as T | undefined
  } catch {
    return undefined
  }
}

/** Takes away what is not needed any more, by the beginning of its name. */
export async function clearShelf(begins = '', except: readonly string[] = []): Promise<void> {
  try {
    const opened = await store()
    for (const name of await opened.getAllKeys('shelf'))
      if (name.startsWith(begins) && !except.includes(name)) await opened.delete('shelf', name)
  } catch (thrown) {
    console.info('shelf not cleared', thrown)
  }
}

const isPassing = (thrown: unknown) =>
  thrown instanceof Slow || (thrown instanceof Problem && thrown.passing)

function atMost<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Slow()), milliseconds)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
