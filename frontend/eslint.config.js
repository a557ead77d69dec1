import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Which rooms of src a room may not look into. The arrow runs one way only. */
const closed = {
  domain: ['parts', 'api', 'app', 'features', 'forms', 'layouts', 'offline', 'ui'],
  i18n: ['parts', 'api', 'app', 'domain', 'features', 'forms', 'layouts', 'offline', 'ui'],
  api: ['parts', 'app', 'features', 'forms', 'layouts', 'ui'],
  offline: ['parts', 'app', 'features', 'forms', 'layouts', 'ui'],
  router: [
    'parts',
    'api',
    'app',
    'domain',
    'features',
    'forms',
    'i18n',
    'layouts',
    'offline',
    'ui',
  ],
  ui: ['parts', 'api', 'app', 'domain', 'features', 'forms', 'layouts', 'offline'],
  parts: ['app', 'features', 'forms', 'layouts'],
  forms: ['app', 'features', 'layouts'],
  layouts: ['features'],
}
const features = readdirSync(new URL('./src/features', import.meta.url))

const rooms = Object.entries(closed).map(([room, others]) => ({
  files: [`src/${room}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: others.map((other) => ({
          group: [`@/${other}/*`, `@/${other}`, `../${other}/*`, `**/../${other}/*`],
          message: `${room} must not know ${other}.`,
        })),
      },
    ],
  },
}))

const neighbours = features.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: features
          .filter((other) => other !== feature)
          .map((other) => ({
            group: [`@/features/${other}/*`, `../${other}/*`],
            message: 'Features do not import each other.',
          })),
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist', 'coverage', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['src/**/*.{ts,vue}', 'start.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['src/**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue'] } },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    rules: {
      'max-lines': ['error', { max: 260 }],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only api/ fetches.' },
        { name: 'indexedDB', message: 'Only offline/ opens IndexedDB.' },
      ],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vuejs-accessibility/label-has-for': [
        'error',
        { required: { some: ['nesting', 'id'] }, allowChildren: true },
      ],
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  ...rooms,
  ...neighbours,
  {
    // Its label stands in FormField, tied to it by id.
    files: ['src/forms/FieldControl.vue'],
    rules: { 'vuejs-accessibility/form-control-has-label': 'off' },
  },
  { files: ['src/api/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/offline/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['src/**/*.test.ts'], rules: { 'max-lines': 'off' } },
  prettier,
)
