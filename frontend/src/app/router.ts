import type { Component } from 'vue'
import { bring, type ChapterName } from '@/i18n'
import { open, start, type Guard, type Page } from '@/router'
import { figuresAlone, recall, session } from './session'
import { firstPage } from './view'

interface Leaf {
  path: string
  name: string
  component: () => Promise<{ default: Component }>
  props?: boolean
}

/** A page comes with the words it speaks. */
const page =
  (load: () => Promise<{ default: Component }>, ...words: ChapterName[]) =>
  async () =>
    (await Promise.all([load(), bring(...words)]))[0]

const desk: Leaf[] = [
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

const patrol: Leaf[] = [
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

const deskLayout = page(() => import('@/layouts/DeskLayout.vue'), 'desk')
const patrolLayout = page(() => import('@/layouts/PatrolLayout.vue'), 'patrol', 'offline')

/** Pages that stand in a layout, under its address. */
const within = (root: string, layout: Leaf['component'], leaves: readonly Leaf[]): Page[] =>
  leaves.map(({ path, name, component, props }) => ({
    ...{ name, props, views: [layout, component] },
    path: path ? `${root}/${path}` : root,
  }))

const pages: Page[] = [
  { name: 'home', path: '/', views: [], leadsTo: () => ({ name: firstPage() }) },
  ...within('/patrol', patrolLayout, patrol),
  {
    name: 'sign-in',
    path: '/sign-in',
    views: [() => import('@/features/sign-in/SignInScreen.vue')],
  },
  {
    name: 'password',
    path: '/password',
    views: [page(() => import('@/features/sign-in/PasswordScreen.vue'), 'door')],
  },
  ...within('', deskLayout, desk),
  {
    name: 'missing',
    path: '/:missing(.*)',
    views: [() => import('@/layouts/MissingScreen.vue')],
    open: true,
  },
]

/** Where they are who may see counts and rates alone. */
const FIGURES = 'group-report'

const guard: Guard = async (to, { open: isOpen, views }) => {
  if (isOpen) return true
  // The page is on its way while the service is still asked who this is; what fails here fails again.
  if (!session.value) views.forEach((view) => void open(view).catch(() => undefined))
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
}

/** Opens the page that the address names. */
export const openFirst = (): Promise<void> => start(pages, guard)
