import { ref } from 'vue'

export type Theme = 'light' | 'dark' | 'device'

const KEPT = 'yingmen.theme'
const device = window.matchMedia('(prefers-color-scheme: dark)')

export const theme = ref<Theme>(recall())

export function setTheme(chosen: Theme): void {
  theme.value = chosen
  try {
    localStorage.setItem(KEPT, chosen)
  } catch {
    // Without storage the choice lasts for this visit.
  }
  paint()
}

function paint(): void {
  const dark = theme.value === 'dark' || (theme.value === 'device' && device.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

function recall(): Theme {
  try {
    const kept = localStorage.getItem(KEPT)
    return kept === 'light' || kept === 'dark' ? kept : 'device'
  } catch {
    return 'device'
  }
}

device.addEventListener('change', paint)
paint()
