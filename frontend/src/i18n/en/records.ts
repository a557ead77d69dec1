import type { recordsZh } from '../zh-CN/records'

export const recordsEn: Record<keyof typeof recordsZh, string> = {
  'records.print': 'Print',
  'supervision.title': 'Supervision board',
  'supervision.at': 'As of',
  'supervision.figures': 'The figures',
  'supervision.since': 'Exceptions are counted since',
  'supervision.by_clause': 'Overdue by clause',
  'supervision.none': 'Nothing is overdue',
  'supervision.oldest': 'oldest due',
  'supervision.missed': 'What is overdue',
  'supervision.all': 'Show all',
}
