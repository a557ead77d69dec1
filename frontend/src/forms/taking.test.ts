import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, defineComponent, ref } from 'vue'
import { formsFor, onPatrol, readIntakeForms, takeIn, type IntakeForm } from '@/api/intake'
import { Problem } from '@/api/problem'
import { ZONE } from '@/parts/zone'
import { question } from './question.testing'
import { emptyDraft, useTaking, type Taking } from './taking'

vi.mock('@/api/intake', async (original) => ({
  ...(await original<typeof import('@/api/intake')>()),
  readIntakeForms: vi.fn(),
  takeIn: vi.fn(),
}))

const words = (zh: string) => ({ zh, en: zh })
const field = (name: string, type: string, needed = false, value: string | null = null) =>
  question(name, type, { needed, default: value })
const form = (receiver: string, kind: string, ...fields: ReturnType<typeof field>[]) =>
  ({
    receiver,
    kind,
    related_procedure: null,
    fields,
    read: [],
    say: [],
    offer: [],
    situations: [
      {
        code: 'leak',
        label: words('漏水'),
        department: 'engineering',
        emergency: null,
        dispute: false,
      },
    ],
    guide: { means: words(''), sounds_like: words(''), mind: words('') },
  }) as unknown as IntakeForm

const FORMS = [
  form(
    'front_desk',
    'inquiry',
    field('words', 'long_text', true),
    field('channel', 'choice', true, 'phone'),
  ),
  form('front_desk', 'help', field('place', 'text', true), field('words', 'long_text')),
  form('patrol', 'help', field('place', 'text', true)),
]

async function begin(...posts: string[]): Promise<Taking> {
  vi.mocked(readIntakeForms).mockResolvedValue({ version: 'v7', forms: FORMS, scripts: [] })
  let taking: Taking | undefined
  mount(
    defineComponent(() => {
      taking = useTaking(posts, ref(emptyDraft()))
      return () => null
    }),
    {
      global: {
        provide: { [ZONE as symbol]: computed(() => 'Asia/Shanghai') },
      },
    },
  )
  await flushPromises()
  return taking as Taking
}

beforeEach(() => vi.mocked(takeIn).mockReset())

describe('taking a matter in', () => {
  it('offers the forms of the posts somebody holds', async () => {
    const taking = await begin('front_desk')
    expect(taking.forms.value.map((each) => each.key)).toEqual([
      'front_desk/inquiry',
      'front_desk/help',
    ])
    expect(formsFor(['administrator'], FORMS)).toEqual([])
  })

  it('stands out on the estate in a post of the estate', () => {
    expect(
      onPatrol(formsFor(['front_desk', 'patrol_guard'], FORMS)).map((each) => each.key),
    ).toEqual(['patrol_guard/help'])
    expect(onPatrol(formsFor(['front_desk'], FORMS))).toHaveLength(2)
  })

  it('keeps what was written when the kind is changed', async () => {
    const taking = await begin('front_desk')
    taking.choose('front_desk/inquiry')
    expect(taking.touched()).toBe(false)
    taking.draft.value.values.words = '厨房漏水'
    expect(taking.touched()).toBe(true)
    taking.choose('front_desk/help')
    expect(taking.draft.value.values).toEqual({ place: '', words: '厨房漏水' })
  })

  it('sends the kind, the post and the version of the form with what was filled in', async () => {
    const taking = await begin('front_desk')
    taking.choose('front_desk/inquiry')
    taking.draft.value.values.words = '几点开'
    const { id } = taking.draft.value
    vi.mocked(takeIn).mockResolvedValue({ id, number: '20260412-001' } as never)
    expect(await taking.send()).toBe(true)
    expect(takeIn).toHaveBeenCalledExactlyOnceWith(id, expect.any(String), {
      words: '几点开',
      channel: 'phone',
      kind: 'inquiry',
      received_as: 'front_desk',
      form_version: 'v7',
    })
    expect(taking.receipt.value?.number).toBe('20260412-001')
    expect(taking.draft.value.id).not.toBe(id)
  })

  it('does not send what lacks the one needed thing', async () => {
    const taking = await begin('front_desk')
    taking.choose('front_desk/help')
    expect(await taking.send()).toBe(false)
    expect(Object.keys(taking.errors.value)).toEqual(['place'])
    expect(takeIn).not.toHaveBeenCalled()
  })

  it('lets one touch say what it is about', async () => {
    const taking = await begin('front_desk')
    taking.choose('front_desk/help')
    taking.situate(taking.form.value?.situations[0] as never)
    expect(taking.draft.value.values.department).toBe('engineering')
    taking.draft.value.values.place = '5栋803'
    vi.mocked(takeIn).mockResolvedValue({} as never)
    await taking.send()
    expect(vi.mocked(takeIn).mock.calls[0]?.[2]).toMatchObject({ summary: '漏水', place: '5栋803' })
  })

  it('tries again under the same id and key after the network failed', async () => {
    const taking = await begin('front_desk')
    taking.choose('front_desk/help')
    taking.draft.value.values.place = '5栋803'
    vi.mocked(takeIn).mockRejectedValueOnce(new Problem(0, 'unreached', words('连不上')))
    expect(await taking.send()).toBe(false)
    expect(taking.problem.value?.passing).toBe(true)
    vi.mocked(takeIn).mockResolvedValue({} as never)
    expect(await taking.send()).toBe(true)
    const [first, second] = vi.mocked(takeIn).mock.calls
    expect(second?.slice(0, 2)).toEqual(first?.slice(0, 2))
  })
})
