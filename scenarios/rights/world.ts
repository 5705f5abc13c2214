/** The ids of one test, made beforehand: a hidden record is asked for by its id before it exists and while it is hidden. */
import { randomUUID } from 'node:crypto';
import { type Asker, look } from './answers.ts';
import type { Blanks } from './doors.ts';

export type World = {
  readonly operationId: string;
  readonly agencies: Readonly<Record<'polres' | 'kpu' | 'bawaslu', string>>;
  readonly shown: Readonly<Record<'reportId' | 'stationId' | 'activityId' | 'dailyReportId', string>> & {
    readonly feature: string;
  };
  readonly hidden: Hidden;
};

/** Ids of what is hidden: about the police, of another operation, and far from the asker's area. */
export type Hidden = ReturnType<typeof newHidden>;

function newHidden() {
  return {
    aboutReport: randomUUID(),
    aboutPhoto: randomUUID(),
    aboutIncident: randomUUID(),
    otherOperation: randomUUID(),
    otherStation: randomUUID(),
    otherActivity: randomUUID(),
    otherReport: randomUUID(),
    otherIncident: randomUUID(),
    otherDailyReport: randomUUID(),
    farStation: randomUUID(),
    farActivity: randomUUID(),
    farReport: randomUUID(),
    farIncident: randomUUID(),
    farImport: randomUUID(),
    farOutreach: randomUUID(),
    otherOutreach: randomUUID(),
    farTask: randomUUID(),
    otherTask: randomUUID(),
    otherGrant: randomUUID(),
  };
}

/** Stands in the text of every hidden record and nowhere else. */
export const SECRET = 'rahasiaxq';

/** The asker's own area, and a village elsewhere in the operation. */
export const OWN_AREA = '31.73.01';
export const OWN_VILLAGE = '31.73.01.1001';
export const FAR_AREA = '31.73.04';
export const FAR_VILLAGE = '31.73.04.1001';

type Rows = { readonly rows: readonly Readonly<Record<string, string>>[] };

/** Finds the sample's records by what a visitor with every right can read. */
export async function findWorld(lead: Asker, dailyReportId: string): Promise<World> {
  const operationId = idIn(await rowsAt(lead, '/api/operations'), () => true);
  const agencies = await rowsAt(lead, '/api/agencies?limit=500');
  const agency = (kind: string) => idIn(agencies, (row) => row.kind === kind);
  const own = `where=${encodeURIComponent(JSON.stringify([{ field: 'area', is: 'within', value: OWN_AREA }]))}`;
  const at = `/api/operations/${operationId}`;
  const stationId = idIn(await rowsAt(lead, `${at}/stations?limit=1&${own}`), () => true);
  const card: { feature: number } = JSON.parse((await look(lead, `/api/stations/${stationId}`)).start);
  return {
    operationId,
    agencies: { polres: agency('polres'), kpu: agency('kpu'), bawaslu: agency('bawaslu') },
    shown: {
      reportId: idIn(await rowsAt(lead, `${at}/field-reports?${own}`), () => true),
      stationId,
      feature: String(card.feature),
      activityId: idIn(await rowsAt(lead, `${at}/activities`), () => true),
      dailyReportId,
    },
    hidden: newHidden(),
  };
}

export async function rowsAt(asker: Asker, address: string): Promise<Rows['rows']> {
  const answer = await asker.fetch(address);
  const { rows }: Rows = JSON.parse(await answer.text());
  return rows;
}

function idIn(rows: Rows['rows'], wanted: (row: Readonly<Record<string, string>>) => boolean): string {
  const id = rows.find(wanted)?.id;
  if (id === undefined) throw new Error('the sample holds no such record');
  return id;
}

const CENTRE = { lon: '106.73', lat: '-6.14' };

/** What fills the blanks of every address: what the asker may see, then what is hidden. */
export function blanksOf(world: World, feedToken: string): Blanks {
  const { operationId, agencies, shown, hidden } = world;
  const operations = [operationId, hidden.otherOperation];
  const stations = [shown.stationId, hidden.otherStation, hidden.farStation];
  return {
    secret: SECRET,
    everywhere: {
      operationId: operations,
      code: [OWN_VILLAGE, FAR_AREA],
      agencyId: Object.values(agencies),
      area: [OWN_VILLAGE, FAR_VILLAGE],
      importId: [hidden.farImport],
      noteId: [hidden.aboutReport, hidden.otherReport],
      phoneId: [hidden.farReport],
      evidenceId: [hidden.farImport],
      jobId: [hidden.farImport],
      outreachId: [hidden.farOutreach, hidden.otherOutreach],
      taskId: [hidden.farTask, hidden.otherTask],
      grantId: [hidden.otherGrant],
      leafId: [hidden.farImport],
      openingId: [hidden.farImport],
      proposalId: [hidden.farImport],
      incidentId: [hidden.aboutIncident, hidden.otherIncident, hidden.farIncident],
      id: stations,
      lon: [CENTRE.lon],
      lat: [CENTRE.lat],
      text: ['2-6-12'],
      level: ['regency', 'district', 'village'],
    },
    byPath: {
      ...recordBlanks(world),
      ...operationBlanks(world),
      '/api/calendar/{token}.ics': [{ token: feedToken }],
      '/api/sessions': [{}, { whose: 'cards' }, { whose: 'accounts' }],
      // How large the log is, and its hashes, are for everybody: they grow with all that is written, and say no more.
      '/api/journal/checkpoint': [],
      '/api/journal/checkpoints': [],
      '/api/journal/tile/{*}': [],
      '/api/journal/inclusion': [{ leaf: '00'.repeat(32) }],
      '/api/journal/consistency': [{ first: '1', second: '1' }],
      // How much is stored, over all of the house: whoever keeps the server has to see a disk fill up. Like the size of the
      // log, which is public, it grows with all that is written, and names no file, no report and no agency.
      '/api/system/files': [],
      // What the server does by its own plan and clock.
      '/api/system/jobs': [],
    },
  };
}

type ByPath = Blanks['byPath'];

/** Doors of one record: of one that is shown, then of hidden ones. */
function recordBlanks({ operationId, shown, hidden }: World): ByPath {
  const other = hidden.otherOperation;
  const reports = [shown.reportId, hidden.aboutReport, hidden.otherReport, hidden.farReport];
  const dailyReports = [
    { operationId, reportId: shown.dailyReportId },
    { operationId, reportId: hidden.otherDailyReport },
    { operationId: other, reportId: hidden.otherDailyReport },
  ];
  return {
    '/api/field-reports/{reportId}': reports.map((reportId) => ({ reportId })),
    '/api/field-reports/{reportId}/photos/{photoId}': [
      { reportId: shown.reportId, photoId: hidden.aboutPhoto },
      { reportId: hidden.aboutReport, photoId: hidden.aboutPhoto },
    ],
    '/api/operations/{operationId}/activities/{activityId}': [
      { operationId, activityId: shown.activityId },
      { operationId, activityId: hidden.farActivity },
      { operationId: other, activityId: hidden.otherActivity },
    ],
    '/api/operations/{operationId}/daily-reports/{reportId}': dailyReports,
    '/api/operations/{operationId}/daily-reports/{reportId}/pdf': dailyReports,
    '/api/operations/{operationId}/daily-reports/{reportId}/text': dailyReports,
    '/api/operations/{operationId}/daily-reports/{reportId}/xlsx': dailyReports,
  };
}

/** Doors of an operation, and of the places in it. */
function operationBlanks({ operationId, shown, hidden }: World): ByPath {
  const operations = [operationId, hidden.otherOperation];
  const perOperation = (more: readonly Readonly<Record<string, string>>[]) =>
    operations.flatMap((id) => more.map((blanks) => ({ operationId: id, ...blanks })));
  const tiles = ['7/101/66', '9/407/264', '12/3262/2117', '14/13050/8471'].map((tile) => tile.split('/'));
  const tileBlanks = tiles.map(([z = '', x = '', y = '']) => ({ z, x, y }));
  const features = [
    shown.feature,
    ...[shown.stationId, hidden.otherStation, hidden.farStation].map(featureOf),
  ];
  return {
    '/api/areas/labels': [{ level: 'district', within: '31.73' }],
    '/api/stations/search': [
      { q: SECRET },
      { q: 'TPS 901' },
      ...operations.map((id) => ({ q: 'TPS 1', operationId: id })),
    ],
    '/api/operations/{operationId}/deployment/need': perOperation([
      { level: 'operation' },
      { level: 'district' },
      { level: 'village', within: OWN_AREA },
      { level: 'village', within: FAR_AREA },
    ]),
    '/api/operations/{operationId}/outreach-coverage': perOperation([
      { level: 'village' },
      { level: 'district' },
    ]),
    '/api/operations/{operationId}/field-reports/points': perOperation([{}, { hours: '336' }]),
    '/api/operations/{operationId}/stations/features/{feature}': perOperation(
      features.map((feature) => ({ feature })),
    ),
    '/api/tiles/areas/{z}/{x}/{y}': tileBlanks,
    '/api/tiles/stations/{operationId}/{z}/{x}/{y}': perOperation(tileBlanks),
  };
}

/** The number of a station on tiles: the last 52 bits of its id. */
export function featureOf(stationId: string): string {
  return String(Number.parseInt(stationId.replaceAll('-', '').slice(-13), 16));
}
