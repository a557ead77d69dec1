import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { recall, session } from './session'
import { firstPage } from './view'

const desk: RouteRecordRaw[] = [
  { path: 'today', name: 'today', component: () => import('@/features/today/TodayScreen.vue') },
  { path: 'intake', name: 'intake', component: () => import('@/features/intake/IntakeScreen.vue') },
  { path: 'queue', name: 'queue', component: () => import('@/features/queue/QueueScreen.vue') },
  {
    path: 'cases/:id',
    name: 'case',
    component: () => import('@/features/case/CaseScreen.vue'),
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
    component: () => import('@/features/register/RegisterScreen.vue'),
  },
  {
    path: 'answers',
    name: 'answers',
    component: () => import('@/features/answers/AnswersScreen.vue'),
  },
  {
    path: 'approvals',
    name: 'approvals',
    component: () => import('@/features/approvals/ApprovalsScreen.vue'),
  },
  {
    path: 'suggestions',
    name: 'suggestions',
    component: () => import('@/features/suggestions/SuggestionsScreen.vue'),
  },
  { path: 'roster', name: 'duty', component: () => import('@/features/duty/DutyScreen.vue') },
  {
    path: 'hand-over',
    name: 'handover',
    component: () => import('@/features/duty/HandOverScreen.vue'),
  },
  { path: 'duty-log', name: 'log', component: () => import('@/features/duty/LogScreen.vue') },
  {
    path: 'supervision',
    name: 'supervision',
    component: () => import('@/features/records/SupervisionScreen.vue'),
  },
  { path: 'admin', name: 'admin', component: () => import('@/features/admin/AdminScreen.vue') },
  {
    path: 'admin/policy',
    name: 'admin-policy',
    component: () => import('@/features/admin/PolicyScreen.vue'),
  },
  {
    path: 'admin/channels/:id/log',
    name: 'admin-channel-log',
    component: () => import('@/features/admin/ChannelLogScreen.vue'),
    props: true,
  },
  {
    path: 'admin/:book',
    name: 'admin-book',
    component: () => import('@/features/admin/BookScreen.vue'),
    props: true,
  },
  { path: 'rules', name: 'rules', component: () => import('@/features/routing/RulesScreen.vue') },
  {
    path: 'rules/:number(\\d+)',
    name: 'rule-set',
    component: () => import('@/features/routing/RuleSetScreen.vue'),
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
    component: () => import('@/features/duty/HandOverScreen.vue'),
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
    component: () => import('@/features/case/CaseScreen.vue'),
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
    { path: '/', name: 'home', redirect: () => ({ name: firstPage() }) },
    { path: '/', component: () => import('@/layouts/DeskLayout.vue'), children: desk },
    { path: '/patrol', component: () => import('@/layouts/PatrolLayout.vue'), children: patrol },
    {
      path: '/:missing(.*)*',
      name: 'missing',
      component: () => import('@/layouts/MissingScreen.vue'),
      meta: { open: true },
    },
  ],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (to.meta.open && to.name !== 'sign-in') return true
  try {
    await recall()
  } catch {
    // Unreachable: the sign-in page says so when it is tried.
  }
  if (to.name === 'sign-in') return session.value ? { name: 'home' } : true
  return session.value ? true : { name: 'sign-in', query: { back: to.fullPath } }
})
