import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { appShell, bareIcons, startScript } from './shell.ts'
import { defineConfig } from 'vitest/config'

// The service that answers /api while the screens are being worked on.
const service = process.env.YINGMEN_URL ?? 'http://127.0.0.1:8000'

/** With the app: what nearly every first view needs, on a phone and at the desk. */
const APP = [
  /rolldown\/runtime|preload-helper|node_modules\/(@vue|vue|idb)\//,
  /src\/(app\/main|router|api\/places|domain\/due)/,
  /src\/ui\/(UiBanner|UiButton|UiField|UiMark|UiSkeleton|UiStamp)/,
  /src\/parts\/(KindStamp|LoadState|ProblemNote|MomentTag|reading|labels|settled|ticking)/,
  /src\/layouts\/(BellPlace|PersonPlace)|icons\/(arrow-left|inbox|siren|x)\./,
]
/** What lists of cases and duties show: due, status, ages. */
const LISTS = [
  /src\/parts\/(DueTag|StatusTag|polling|stream)|src\/(domain\/next|api\/cases|ui\/UiEmpty)/,
  /icons\/(handshake|notebook-pen|hand-helping|undo-2|list-checks|radio-tower)/,
]
const PATROL = [/layouts\/PatrolLayout|i18n\/zh-CN\/(patrol|offline)|parts\/SendState/]
const DESK = [/layouts\/(DeskLayout|places)|i18n\/zh-CN\/desk/]
const FORMS = [/src\/forms\/(FormFields|SituationChips|taking)/]
const groups = Object.entries({
  app: APP,
  lists: LISTS,
  patrol: PATROL,
  forms: FORMS,
  desk: DESK,
}).map(([name, modules]) => ({ name, test: (id: string) => modules.some((each) => each.test(id)) }))

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue(), bareIcons(), startScript(), appShell()],
  resolve: {
    alias: [
      { find: /^@(?=\/)/, replacement: here('./src') },
      { find: /^\.\.\/createLucideIcon\.mjs$/, replacement: here('./src/ui/icon.ts') },
    ],
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  server: { proxy: { '/api': { target: service, changeOrigin: false } } },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // Few and larger pieces: each request of a first view waits its turn on a slow line.
        codeSplitting: { groups },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
  },
})
