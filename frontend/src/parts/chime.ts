import { ref } from 'vue'

/* A short sound for what arrives while the page is open; whoever wants quiet has it. */

const KEPT = 'yingmen.quiet'
export const quiet = ref(recalled())
let context: AudioContext | null = null

export function setQuiet(wanted: boolean): void {
  quiet.value = wanted
  try {
    localStorage.setItem(KEPT, wanted ? '1' : '')
  } catch {
    // Without storage the choice lasts for this visit.
  }
}

/** Two notes; three for what must be acknowledged. Browsers allow it after the first touch or key. */
export function chime(pressing: boolean): void {
  if (quiet.value || !('AudioContext' in window) || !navigator.userActivation?.hasBeenActive) return
  context ??= new AudioContext()
  const notes = pressing ? [660, 880, 660] : [660, 880]
  const on = context
  notes.forEach((frequency, place) => sound(on, frequency, place * 0.18))
}

function sound(on: AudioContext, frequency: number, after: number): void {
  const begins = on.currentTime + after
  const tone = new OscillatorNode(on, { frequency })
  const volume = new GainNode(on, { gain: 0.08 })
  volume.gain.setValueAtTime(0.08, begins)
  volume.gain.exponentialRampToValueAtTime(0.001, begins + 0.16)
  tone.connect(volume).connect(on.destination)
  tone.start(begins)
  tone.stop(begins + 0.17)
}

function recalled(): boolean {
  try {
    return localStorage.getItem(KEPT) === '1'
  } catch {
    return false
  }
}
