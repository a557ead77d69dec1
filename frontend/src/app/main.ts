import { createApp } from 'vue'
import { recallLocale } from '@/i18n'
import App from './App.vue'
import './tokens.css'
import './base.css'
import '@/ui/controls.css'
import { router } from './router'
import './theme'

const app = createApp(App)
app.use(router)

void recallLocale().then(() => app.mount('#app'))
