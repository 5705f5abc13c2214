/** What keeps the register right between imports: time zones, and the decrees that codes come from. */
import { command, query } from '#shared/endpoint.ts';
import { eventsOf } from '#shared/event.ts';
import { AreaCode, line, nullable, object, oneOf, PlainDate, Type } from '#shared/schema.ts';
import { zones } from '#shared/time.ts';
import { areaKind, manageAreas, readAreas } from './contract.ts';

const ZoneName = oneOf(zones);
const Source = line(500);
const title = (id: string, en: string) => ({ id, en });
const ofArea = eventsOf(areaKind);

export const zoneSet = ofArea(
  'areas.zone-set.v1',
  { zone: 'open', source: 'open' },
  { id: 'Zona waktu wilayah ditetapkan', en: 'Time zone of an area set' },
);
export const codeListAdded = ofArea(
  'areas.code-list-added.v1',
  { version: 'open', decidedOn: 'open', source: 'open' },
  { id: 'Daftar kode wilayah ditambahkan', en: 'List of area codes added' },
);

export const setZone = command({
  name: 'areas.setZone',
  path: '/api/areas/:code/zone',
  summary: title(
    'Tetapkan zona waktu provinsi atau kabupaten/kota',
    'Set the time zone of a province or regency',
  ),
  access: manageAreas,
  params: { code: Type.String({ pattern: '^[0-9]{2}(\\.[0-9]{2})?$' }) },
  body: object({ zone: ZoneName, source: Source }),
  reply: object({ code: AreaCode, zone: ZoneName }),
  records: [zoneSet],
});

const CodeList = object({ version: line(120), decidedOn: nullable(PlainDate), source: Source });

export const listCodeLists = query({
  name: 'areas.listCodeLists',
  path: '/api/areas/code-lists',
  summary: title('Daftar kode wilayah menurut keputusan', 'Lists of area codes by decree'),
  access: readAreas,
  reply: object({ codeLists: Type.Array(CodeList) }),
});

export const addCodeList = command({
  name: 'areas.addCodeList',
  path: '/api/areas/code-lists',
  summary: title('Tambah daftar kode wilayah', 'Add a list of area codes'),
  access: manageAreas,
  body: CodeList,
  reply: CodeList,
  records: [codeListAdded],
  refusals: ['areas.code-list-exists'],
});
