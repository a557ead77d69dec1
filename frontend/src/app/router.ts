import type { Component } from 'vue'
import {
  createRouter,
  createWebHistory,
  type RouteLocationNormalized,
  type RouteRecordRaw,
} from 'vue-router'
import { bring, type ChapterName } from '@/i18n'
import { figuresAlone, recall, session } from './session'
import { firstPage } from './view'

/** A page comes with the words it speaks. */
const page =
  (open: () => Promise<{ default: Component }>, ...words: ChapterName[]) =>
  async () =>
    (await Promise.all([open(), bring(...words)]))[0]

const desk: RouteRecordRaw[] = [
  { path: 'today', name: 'today', component: () => import('@/features/today/TodayScreen.vue') },
  { path: 'intake', name: 'intake', component: () => import('@/features/intake/IntakeScreen.vue') },
  { path: 'queue', name: 'queue', component: () => import('@/features/queue/QueueScreen.vue') },
  {
    path: 'cases/:id',
    name: 'case',
    component: page(() => import('@/features/case/CaseScreen.vue'), 'case', 'way'),
    props: true,
  },
  {
    path: 'callbacks',
    name: 'callbacks',
    component: () => import('@/features/callbacks/CallbacksScreen.vue'),
  },
  {
    path: 'register',
    name: 'register',
    component: page(() => import('@/features/register/RegisterScreen.vue'), 'case'),
  },
  {
    path: 'answers',
    name: 'answers',
    component: page(() => import('@/features/answers/AnswersScreen.vue'), 'voice'),
  },
  {
    path: 'approvals',
    name: 'approvals',
    component: page(() => import('@/features/approvals/ApprovalsScreen.vue'), 'voice'),
  },
  {
    path: 'suggestions',
    name: 'suggestions',
    component: page(() => import('@/features/suggestions/SuggestionsScreen.vue'), 'voice'),
  },
  {
    path: 'roster',
    name: 'duty',
    component: page(() => import('@/features/duty/DutyScreen.vue'), 'duty'),
  },
  {
    path: 'hand-over',
    name: 'handover',
    component: page(() => import('@/features/duty/HandOverScreen.vue'), 'duty'),
  },
  {
    path: 'duty-log',
    name: 'log',
    component: page(() => import('@/features/duty/LogScreen.vue'), 'duty', 'patrol'),
  },
  {
    path: 'papers',
    name: 'papers',
    component: page(() => import('@/features/papers/PapersScreen.vue'), 'papers'),
  },
  {
    path: 'papers/:kind/:id?',
    name: 'paper',
    component: page(() => import('@/features/papers/PaperScreen.vue'), 'papers'),
    props: true,
  },
  {
    path: 'owner-files',
    name: 'owner-files',
    component: page(() => import('@/features/archive/OwnerFilesScreen.vue'), 'papers'),
  },
  {
    path: 'supervision',
    name: 'supervision',
    component: page(() => import('@/features/records/SupervisionScreen.vue'), 'records'),
  },
  {
    path: 'admin',
    name: 'admin',
    component: page(() => import('@/features/admin/AdminScreen.vue'), 'admin'),
  },
  {
    path: 'reports',
    name: 'reports',
    component: page(() => import('@/features/records/ReportScreen.vue'), 'records'),
  },
  {
    path: 'privacy',
    name: 'privacy',
    component: page(() => import('@/features/privacy/PrivacyScreen.vue'), 'privacy'),
  },
  {
    path: 'reports/centres',
    name: 'group-report',
    component: page(() => import('@/features/records/GroupScreen.vue'), 'records'),
  },
  {
    path: 'conformance',
    name: 'conformance',
    component: page(() => import('@/features/records/ConformanceScreen.vue'), 'records'),
  },
  {
    path: 'cases/:id/conformance',
    name: 'case-conformance',
    component: page(() => import('@/features/records/CaseConformanceScreen.vue'), 'records'),
    props: true,
  },
  {
    path: 'admin/policy',
    name: 'admin-policy',
    component: page(() => import('@/features/admin/PolicyScreen.vue'), 'admin'),
  },
  {
    path: 'admin/import',
    name: 'admin-import',
    component: page(() => import('@/features/admin/ImportScreen.vue'), 'admin'),
  },
  {
    path: 'admin/channels/:id/log',
    name: 'admin-channel-log',
    component: page(() => import('@/features/admin/ChannelLogScreen.vue'), 'admin'),
    props: true,
  },
  {
    path: 'admin/:book',
    name: 'admin-book',
    component: page(() => import('@/features/admin/BookScreen.vue'), 'admin'),
    props: true,
  },
  {
    path: 'rules',
    name: 'rules',
    component: page(() => import('@/features/routing/RulesScreen.vue'), 'routing'),
  },
  {
    path: 'rules/:number(\\d+)',
    name: 'rule-set',
    component: page(() => import('@/features/routing/RuleSetScreen.vue'), 'routing', 'way'),
    props: true,
  },
]

const patrol: RouteRecordRaw[] = [
  { path: '', name: 'patrol', component: () => import('@/features/patrol/TasksScreen.vue') },
  {
    path: 'new/:button',
    name: 'patrol-new',
    component: () => import('@/features/patrol/CaptureScreen.vue'),
    props: true,
  },
  {
    path: 'outbox',
    name: 'patrol-outbox',
    component: () => import('@/features/patrol/OutboxScreen.vue'),
  },
  {
    path: 'hand-over',
    name: 'patrol-handover',
    component: page(() => import('@/features/duty/HandOverScreen.vue'), 'duty'),
  },
  {
    path: 'duty-log',
    name: 'patrol-log',
    component: () => import('@/features/patrol/DutyLogScreen.vue'),
  },
  {
    path: 'control-room',
    name: 'patrol-control',
    component: () => import('@/features/patrol/ControlRoomScreen.vue'),
  },
  {
    path: 'cases/:id',
    name: 'patrol-case',
    component: page(() => import('@/features/case/CaseScreen.vue'), 'case', 'way'),
    props: true,
  },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('@/features/sign-in/SignInScreen.vue'),
      meta: { open: true },
    },
    {
      path: '/password',
      name: 'password',
      component: page(() => import('@/features/sign-in/PasswordScreen.vue'), 'door'),
    },
    { path: '/', name: 'home', redirect: () => ({ name: firstPage() }) },
    {
      path: '/',
      component: page(() => import('@/layouts/DeskLayout.vue'), 'desk'),
      children: desk,
    },
    {
      path: '/patrol',
      component: page(() => import('@/layouts/PatrolLayout.vue'), 'patrol', 'offline'),
      children: patrol,
    },
    {
      path: '/:missing(.*)*',
      name: 'missing',
      component: () => import('@/layouts/MissingScreen.vue'),
      meta: { open: true },
    },
  ],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

/** Where they are who may see counts and rates alone. */
const FIGURES = 'group-report'

/** The page is on its way while the service is still asked who this is; what fails here fails again. */
function fetchAhead(to: RouteLocationNormalized): void {
  for (const { components } of to.matched) {
    const load = components?.default
    // What was loaded before is no function any more.
    if (typeof load === 'function') (load as () => Promise<unknown>)().catch(() => undefined)
  }
}

router.beforeEach(async (to) => {
  if (to.meta.open && to.name !== 'sign-in') return true
  if (!session.value) fetchAhead(to)
  try {
    await recall()
  } catch {
    // Unreachable: the sign-in page says so when it is tried.
  }
  if (to.name === 'sign-in') return session.value ? { name: 'home' } : true
  if (!session.value) return { name: 'sign-in', query: { back: to.fullPath } }
  // A first password is known to somebody else.
  if (to.name === 'password') return true
  if (session.value.must_change_password) return { name: 'password' }
  return figuresAlone.value && to.name !== FIGURES ? { name: FIGURES } : true
})
