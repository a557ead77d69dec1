/** Desk or patrol: the size of the screen decides, until somebody chooses. */
export type View = 'desk' | 'patrol'

const KEPT = 'yingmen.view'
const PHONE = '(max-width: 640px)'

export function chooseView(view: View): void {
  try {
    localStorage.setItem(KEPT, view)
  } catch {
    // Without storage the choice lasts until the next start.
  }
}

export function firstPage(): 'today' | 'patrol' {
  return chosenView() === 'patrol' ? 'patrol' : 'today'
}

function chosenView(): View {
  const kept = recall()
  if (kept === 'desk' || kept === 'patrol') return kept
  return window.matchMedia(PHONE).matches ? 'patrol' : 'desk'
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}
