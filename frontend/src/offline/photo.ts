import { newId } from '@/api/keys'
import type { KeptFile } from './db'

/**
 * A file as it will be kept and sent. A photograph is made small enough for a weak network; where that
 * piece of the app did not come, it is kept as it is.
 */
export async function keepable(file: Blob, name: string): Promise<KeptFile> {
  const small = file.type.startsWith('image/')
    ? await import('./shrink').then(({ shrunk }) => shrunk(file)).catch(() => file)
    : file
  const bytes = await small.arrayBuffer()
  return { id: newId(), name, type: small.type || 'application/octet-stream', bytes }
}
