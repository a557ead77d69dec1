import { createApp } from 'vue'
import { recallLocale } from '@/i18n'
import { settle } from '@/parts/settled'
import { RouterLink, RouterView } from '@/router/views'
import App from './App.vue'
import './tokens.css'
import './base.css'
import '@/ui/controls.css'
import { openFirst } from './router'
import './theme'

const AGAIN = 5_000
const app = createApp(App)
app.component('RouterLink', RouterLink)
app.component('RouterView', RouterView)

/** What is kept on this phone must be sent in the end: a piece that did not load is asked for again. */
function goOn(): void {
  import('./afterwards').then(({ begin }) => begin()).catch(() => setTimeout(goOn, AGAIN))
}

void recallLocale().then(async () => {
  app.mount('#app')
  await openFirst().finally(() => settle(goOn))
})
