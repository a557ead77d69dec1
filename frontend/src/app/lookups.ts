import { listCases } from '@/api/cases'
import { findDirectory, findStaff, listTopics } from '@/api/house'
import { findResidents, findUnits, listAreas, listBuildings } from '@/api/places'
import { scriptInForce } from '@/api/scripts'
import type { Lookup } from '@/forms/lookups'
import { say, t } from '@/i18n'
import type { Option } from '@/ui/options'

const lookups: Readonly<Record<string, Lookup>> = {
  unit: async (words) =>
    (await findUnits(words)).map((unit) => ({ value: unit.id, label: unit.label })),
  building: async (words) =>
    matching(
      words,
      (await listBuildings()).map(({ id, name }) => ({ value: id, label: name })),
    ),
  area: async (words) =>
    matching(
      words,
      (await listAreas()).map(({ id, name }) => ({ value: id, label: name })),
    ),
  resident: async (words) =>
    (await findResidents(words)).map((resident) => ({
      value: resident.id,
      label: resident.name ?? resident.salutation ?? resident.unit_label,
      note: resident.unit_label,
    })),
  person: async (words) =>
    (await findStaff(words)).map((person) => ({
      value: person.id,
      label: person.name,
      note: person.appointments.map((post) => say(post.label)).join('、'),
    })),
  topic: async (words) =>
    matching(
      words,
      (await listTopics()).map((topic) => ({ value: topic.key, label: say(topic.name) })),
    ),
  script_version: async (words) => {
    const topics = (await listTopics()).filter((topic) => say(topic.name).includes(words))
    const found = await Promise.all(
      topics
        .slice(0, 12)
        .map(async (topic) => ({ topic, version: await scriptInForce(topic.key) })),
    )
    return found.flatMap(({ topic, version }) =>
      version
        ? [
            {
              value: version.id,
              label: say(topic.name),
              note: t('script.title', { n: version.number }),
            },
          ]
        : [],
    )
  },
  directory: async (words) =>
    (await findDirectory(words)).map((entry) => ({
      value: entry.name,
      label: entry.name,
      note: entry.reach,
    })),
  case: async (words) =>
    (
      await listCases(words ? { number: words, sort: 'latest' } : { sort: 'due', limit: 12 })
    ).items.map((row) => ({
      value: row.id,
      label: row.number ?? row.summary ?? row.id.slice(0, 8),
      note: row.summary ?? undefined,
    })),
}

const matching = (words: string, options: Option[]) =>
  options.filter((option) => option.label.includes(words))

/** What a field of some type may point to, found by the words written so far. */
export const lookUp = (type: string, words: string): Promise<Option[]> =>
  lookups[type]?.(words) ?? Promise.resolve([])
