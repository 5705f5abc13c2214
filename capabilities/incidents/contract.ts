/**
 * Incidents: what is going on, who has it, how it ended. The door of this room.
 * It is written in parts: `incident` (shapes), `rights`, `events`, `doors`, `doors-reading`.
 */
import type { AreaLevel } from '#shared/area-code.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import { question } from '#shared/question.ts';
import type { IncidentLevel } from './incident.ts';
import { incidentRead } from './rights.ts';

export * from './doors.ts';
export * from './doors-reading.ts';
export * from './events.ts';
export {
  type IncidentLevel,
  type IncidentState,
  incidentLevels,
  incidentStates,
  type LogEntry,
  type LogEntryKind,
  levelMeanings,
  levelWords,
} from './incident.ts';
export * from './rights.ts';

/**
 * Incidents by kind and area, in [from, to) on the clock of the operation: how many were opened and resolved then, and
 * how many stood open at its end. `area` is the ancestor at the level, or the own area where that lies higher.
 * `aboutNobody`: without incidents about an agency's own people, for papers that every agency reads.
 */
export const incidentTally = question<
  { operationId: string; from: Date; to: Date; level: AreaLevel; aboutNobody?: boolean },
  readonly { kind: string; area: string; opened: number; resolved: number; open: number }[]
>('incidents.tally', incidentRead);

/** Those of these incidents that the asker may see, and which reports each was opened from or took in. */
export const visibleIncidents = question<
  { ids: readonly string[] },
  readonly {
    id: string;
    operationId: string;
    code: string;
    title: string;
    level: IncidentLevel;
    emergency: boolean;
    reportIds: readonly string[];
  }[]
>('incidents.visible', null);

/** The reports behind an incident, whether somebody has it, and what its reporters are to be told. Asked by reactions. */
export const incidentOutcome = question<
  { incidentId: string },
  {
    reportIds: readonly string[];
    openedBySystem: boolean;
    workedBy: string | null;
    workedByAgency: string | null;
    answer: string | null;
    resolvedAt: Date | null;
  } | null
>('incidents.outcome', incidentRead);

export const incidentProblems = {
  'incident.id-taken': {
    status: 409,
    id: 'Nomor kejadian ini sudah dipakai untuk isi yang lain. Buka sebagai kejadian baru.',
    en: 'This incident id is taken by other content. Open it as a new incident.',
  },
  'incident.no-area': {
    status: 422,
    id: 'Pilih wilayah kejadian di dalam wilayah operasi.',
    en: 'Choose an area inside the operation.',
  },
  'incident.no-kind': {
    status: 422,
    id: 'Pilih jenis kejadian.',
    en: 'Choose the kind of incident.',
  },
  'incident.report-attached': {
    status: 409,
    id: 'Laporan {code} sudah masuk kejadian lain. Hapus dari pilihan, lalu buka lagi.',
    en: 'Report {code} belongs to another incident already. Leave it out and open again.',
  },
  'incident.reports-differ': {
    status: 422,
    id: 'Laporan-laporan ini menyangkut instansi yang berbeda. Buka kejadian terpisah untuk masing-masing.',
    en: 'These reports are about different agencies. Open a separate incident for each.',
  },
  'incident.held': {
    status: 409,
    id: 'Sudah dipegang {holder}. Untuk mengambil alih, tulis alasannya.',
    en: '{holder} has it already. To take it over, write the reason.',
  },
  'incident.not-addressee': {
    status: 403,
    id: 'Kejadian ini ditangani {addressee}. Tulis catatan, atau hubungi instansi itu.',
    en: 'This incident belongs to {addressee}. Write a note, or call that agency.',
  },
  'incident.not-holder': {
    status: 409,
    id: 'Hanya pemegang kejadian yang bisa melakukan ini. Pegang dahulu, lalu ulangi.',
    en: 'Only the holder can do this. Take the incident first, then repeat.',
  },
  'incident.resolved-already': {
    status: 409,
    id: 'Kejadian ini sudah selesai. Muat ulang untuk melihat hasilnya.',
    en: 'This incident is resolved. Reload to see the result.',
  },
  'incident.note-taken': {
    status: 409,
    id: 'Nomor catatan ini sudah dipakai. Kirim sebagai catatan baru.',
    en: 'This note id is taken. Send it as a new note.',
  },
  'incident.empty-text': {
    status: 422,
    id: 'Tulis isinya dahulu.',
    en: 'Write the text first.',
  },
} as const satisfies ProblemCatalogue;
