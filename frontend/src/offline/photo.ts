import { newId } from '@/api/keys'
import type { KeptFile } from './db'

const LONGEST = 1600
const QUALITY = 0.82

/** A file as it will be kept and sent. A photograph is made small enough for a weak network. */
export async function keepable(file: Blob, name: string): Promise<KeptFile> {
  const small = file.type.startsWith('image/') ? await shrunk(file) : file
  const bytes = await small.arrayBuffer()
  return { id: newId(), name, type: small.type || 'application/octet-stream', bytes }
}

/** At most 1600 points on its longer side. What this browser cannot read is kept as it is. */
async function shrunk(file: Blob): Promise<Blob> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    return file
  }
  const { width, height } = sizeFor(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  picture.close()
  const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  return small && small.size < file.size ? small : file
}

export function sizeFor(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}
