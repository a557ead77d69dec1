/** A note being spoken. */
export interface Recording {
  stop: () => Promise<Blob>
}

const LONGEST = 120_000
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** Begins to listen; two minutes are enough. The microphone is let go when the note ends. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24_000 })
  const pieces: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
  const ended = new Promise<Blob>((done) =>
    recorder.addEventListener('stop', () => {
      stream.getTracks().forEach((track) => track.stop())
      done(new Blob(pieces, { type: recorder.mimeType.split(';')[0] }))
    }),
  )
  recorder.start()
  const timer = setTimeout(() => finish(), LONGEST)
  const finish = (): void => {
    clearTimeout(timer)
    if (recorder.state !== 'inactive') recorder.stop()
  }
  return {
    stop: () => {
      finish()
      return ended
    },
  }
}
