/* The app's own files, kept so that it starts in a cellar. Answers of the service are never kept here. */
const VERSION = '__VERSION__'
const SHELL = JSON.parse('__SHELL__')
const KEPT = `yingmen-${VERSION}`
const PAGE = '/index.html'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: 'no-cache' })))),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map(drop)))
      .then(() => self.clients.claim()),
  )
})

const drop = (name) => caches.delete(name)

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (pathname.startsWith('/api/') || pathname === '/sw.js') return
  if (request.mode === 'navigate') event.respondWith(keptOr(new Request(PAGE)))
  else if (pathname.startsWith('/assets/') || SHELL.includes(pathname))
    event.respondWith(keptOr(request))
})

/** What is kept; what is not is fetched, and an asset is kept then: its name changes with its content. */
async function keptOr(request) {
  const cache = await caches.open(KEPT)
  const found = await cache.match(request, { ignoreSearch: true, ignoreVary: true })
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok && new URL(request.url).pathname.startsWith('/assets/'))
    await cache.put(request, answer.clone())
  return answer
}
