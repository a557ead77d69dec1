/*
 * What had the focus may go: a line that is done with, a button whose time is over, a page that was left.
 * The keyboard then stands nowhere. It is brought to the nearest thing that is still there.
 */

const REACHED =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** Watches over the focus inside `root` until the returned function is called. */
export function keepFocus(root: HTMLElement): () => void {
  let way: HTMLElement[] = []

  function remember(event: FocusEvent): void {
    way = []
    let each = event.target instanceof HTMLElement ? event.target : null
    for (; each && each !== root; each = each.parentElement) way.push(each)
  }

  function look(): void {
    const [last] = way
    if (!last || last.isConnected || document.activeElement !== document.body) return
    if (document.querySelector('dialog[open]')) return
    const nearest = way.find((each) => each.isConnected)
    way = []
    ;(nearest?.querySelector<HTMLElement>(REACHED) ?? root).focus()
  }

  const watching = new MutationObserver(look)
  root.addEventListener('focusin', remember)
  watching.observe(root, { childList: true, subtree: true })
  return () => {
    root.removeEventListener('focusin', remember)
    watching.disconnect()
  }
}
