import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { appShell } from './shell.ts'
import { defineConfig } from 'vitest/config'

// The service that answers /api while the screens are being worked on.
const service = process.env.YINGMEN_URL ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [vue(), appShell()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
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
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // What most pages share comes in one piece: fewer requests, and it packs smaller.
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules\/(@vue|vue|vue-router)\// },
            { name: 'shared', test: /src\/(api|domain|parts|ui)\/|@lucide/, minShareCount: 14 },
          ],
        },
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
