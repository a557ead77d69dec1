/* The codes on the walls: each is the address of the form for help, with its place in it. */

type Reader = (video: HTMLVideoElement) => Promise<string>
interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

/** Which place a code names; none when it is some other code. */
export function placeIn(said: string): string | null {
  try {
    const address = new URL(said)
    return address.pathname.startsWith('/patrol/') ? address.searchParams.get('at') : null
  } catch {
    return null // Not even an address.
  }
}

/** The browser's own reader where it has one; ours is fetched where it has not. */
export async function readerOfCodes(): Promise<Reader> {
  const Own = (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (Own) {
    const detector = new Own({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? ''
  }
  const { default: read } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    if (!pen || !canvas.width) return ''
    pen.drawImage(video, 0, 0)
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height)
    return read(data, width, height)?.data ?? ''
  }
}
