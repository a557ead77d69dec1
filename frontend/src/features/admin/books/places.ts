import {
  pageOfAreas,
  pageOfBuildings,
  pageOfUnits,
  type Area,
  type Building,
  type Unit,
} from '@/api/admin'
import { listAreas } from '@/api/places'
import { addTo, changed } from '@/api/records'
import { say } from '@/i18n'
import { choices, field, first, needed, words, type Act, type Book } from '../book'

const KINDS: [string, ReturnType<typeof words>][] = [
  ['residential', words('住宅楼', 'Homes')],
  ['shops', words('商铺', 'Shops')],
  ['garage', words('车库', 'Garage')],
  ['garden', words('绿地', 'Garden')],
  ['gate', words('大门', 'Gate')],
  ['equipment_room', words('设备房', 'Equipment room')],
  ['common_area', words('公共区域', 'Common area')],
  ['other', words('其他', 'Other')],
]
const kindOf = (kind: string) => say(KINDS.find(([value]) => value === kind)?.[1]) || kind
const NAME = words('名称', 'Name')
const IN_USE = words('使用中', 'In use')
const yes = (said: boolean) => (said ? '✓' : '—')

/** Changes a record of a place, with the fields it has now. */
function edit(path: string, row: { version: number }, fields: Act['fields']): Act {
  return {
    name: 'edit',
    label: words('修改', 'Change'),
    fields,
    run: async (given) => void (await changed(path, given, row.version)),
  }
}

const inUse = (row: { in_use: boolean }) =>
  field('in_use', '使用中', 'In use', 'boolean', first(row.in_use))

export const areas: Book<Area> = {
  title: words('责任区域', 'Areas'),
  lead: words(
    '每个区域由一位区域客户主任负责（3.2）。',
    'Each has one area customer manager (3.2).',
  ),
  columns: [
    { label: NAME, text: (row) => row.name },
    { label: words('说明', 'Description'), text: (row) => row.description ?? '' },
    { label: IN_USE, text: (row) => yes(row.in_use) },
  ],
  key: (row) => row.id,
  page: pageOfAreas,
  faded: (row) => !row.in_use,
  add: () => [
    {
      name: 'add',
      label: words('增加区域', 'Add an area'),
      fields: [
        field('name', '名称', 'Name', 'text', needed),
        field('description', '说明', 'Description'),
      ],
      run: async (given) => {
        await addTo('/areas', given)
        listAreas.forget()
      },
    },
  ],
  acts: (row) => [
    edit(`/areas/${row.id}`, row, [
      field('name', '名称', 'Name', 'text', { ...needed, ...first(row.name) }),
      field('description', '说明', 'Description', 'text', first(row.description)),
      inUse(row),
    ]),
  ],
}

export const buildings: Book<Building> = {
  title: words('楼栋与公共部位', 'Buildings and places'),
  lead: words('巡逻手机上的地点从这里来。', 'The phone offers these as places.'),
  columns: [
    { label: NAME, text: (row) => row.name },
    { label: words('性质', 'What it is'), text: (row) => kindOf(row.place_kind) },
    { label: IN_USE, text: (row) => yes(row.in_use) },
  ],
  key: (row) => row.id,
  page: pageOfBuildings,
  fromSheet: true,
  faded: (row) => !row.in_use,
  add: () => [
    {
      name: 'add',
      label: words('增加楼栋', 'Add a building'),
      fields: [
        field('area_id', '责任区域', 'Area', 'area', needed),
        field('name', '名称', 'Name', 'text', needed),
        field('place_kind', '性质', 'What it is', 'choice', {
          ...needed,
          ...first('residential'),
          ...choices(KINDS),
        }),
      ],
      run: async (given) => void (await addTo('/buildings', given)),
    },
  ],
  acts: (row) => [
    edit(`/buildings/${row.id}`, row, [
      field('area_id', '责任区域', 'Area', 'area', { ...needed, ...first(row.area_id) }),
      field('name', '名称', 'Name', 'text', { ...needed, ...first(row.name) }),
      inUse(row),
    ]),
  ],
}

export const units: Book<Unit> = {
  title: words('房屋', 'Homes and shops'),
  lead: words('楼栋加房号，照平时的叫法。', 'Building and number, as people say them.'),
  columns: [
    { label: words('房号', 'Home'), text: (row) => row.label },
    { label: IN_USE, text: (row) => yes(row.in_use) },
  ],
  key: (row) => row.id,
  page: (cursor, said) => pageOfUnits(cursor, said || undefined),
  fromSheet: true,
  searched: true,
  faded: (row) => !row.in_use,
  add: () => [
    {
      name: 'add',
      label: words('增加房屋', 'Add a home'),
      fields: [
        field('building_id', '楼栋', 'Building', 'building', needed),
        field('number', '房号', 'Number', 'text', needed),
      ],
      run: async (given) => void (await addTo('/units', given)),
    },
  ],
  acts: (row) => [
    edit(`/units/${row.id}`, row, [
      field('number', '房号', 'Number', 'text', { ...needed, ...first(row.number) }),
      inUse(row),
    ]),
  ],
}
