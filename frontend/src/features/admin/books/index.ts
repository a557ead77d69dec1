import type { Book } from '../book'
import { channels, noticeSettings } from './channels'
import { cards, directory, residents, topics } from './lists'
import { appointments, keys, staff } from './people'
import { areas, buildings, units } from './places'

type AnyBook = Book<never>

/** The centre's lists, by the name in their address; a list is opened where it is looked at. */
export const BOOKS: Readonly<Record<string, () => AnyBook>> = {
  areas: () => areas as unknown as AnyBook,
  buildings: () => buildings as unknown as AnyBook,
  units: () => units as unknown as AnyBook,
  residents: () => residents() as unknown as AnyBook,
  staff: () => staff as unknown as AnyBook,
  appointments: () => appointments() as unknown as AnyBook,
  'emergency-cards': () => cards as unknown as AnyBook,
  directory: () => directory as unknown as AnyBook,
  topics: () => topics as unknown as AnyBook,
  channels: () => channels as unknown as AnyBook,
  'who-gets-what': () => noticeSettings as unknown as AnyBook,
  'api-keys': () => keys as unknown as AnyBook,
}
