/* global __FIRST__ -- written in by the build */
// Runs before anything else: day or night, desk or phone; and asks for the first page and what it shows.
;(function () {
  const kept = (name) => {
    try {
      return localStorage.getItem('yingmen.' + name)
    } catch {
      return null // Storage may be closed to us; the device's own preference then decides.
    }
  }
  const is = (query) => window.matchMedia(query).matches
  const theme = kept('theme')
  const dark = theme === 'dark' || (theme !== 'light' && is('(prefers-color-scheme: dark)'))
  const view = kept('view') || (is('(max-width: 640px)') ? 'patrol' : 'desk')
  const home = view === 'patrol' ? '/patrol' : '/today'
  const path = location.pathname === '/' ? home : location.pathname
  const first = __FIRST__.find((each) => new RegExp(each.at).test(path))
  const early = (window.askedEarly = {})

  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.density = path.startsWith('/patrol') ? 'patrol' : 'desk'
  for (const file of first ? first.files : []) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.crossOrigin = ''
    link.href = file
    document.head.append(link)
  }
  for (const asked of ['session'].concat(first ? first.asks : [])) {
    const address = '/api/v1/' + asked
    early[address] = fetch(address, { headers: { Accept: 'application/json' } })
    early[address].catch(() => undefined) // Told to whoever takes it.
  }
})()
