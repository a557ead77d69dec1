// Runs before the first paint, so that a night round never starts with a white flash.
;(function () {
  let chosen = null
  try {
    chosen = localStorage.getItem('yingmen.theme')
  } catch {
    // Storage may be closed to us; the device's own preference then decides.
  }
  const dark =
    chosen === 'dark' ||
    (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
