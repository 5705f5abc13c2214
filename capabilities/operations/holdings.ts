import { type Holdings, inner, open, personal, rooted, table, words } from '#shared/holding.ts';
import { activityHoldings } from './activity-holdings.ts';
import { calendarRead, operationRead } from './contract.ts';
import { operatorHoldings } from './operator-holdings.ts';

const source = words('Angka, sumber, dan kedudukannya', 'Figures, source and standing');
const hash = words('Sidik isi', 'Hash of the content');
/** Free text beside a figure or a change: it cites papers, and could name somebody. */
const note = (what: ReturnType<typeof words>, ...journal: readonly string[]) => ({
  what,
  purpose: words('alasan dan keterangan di samping angka', 'reasons and remarks beside figures'),
  basis: 'public-task' as const,
  term: { after: 'operation-end' as const, days: 365 },
  readers: { by: [operationRead] },
  journal,
});

const tables: Holdings = {
  operation: table(
    words('Operasi', 'Operation'),
    open(
      operationRead,
      words('Sandi, jenis, zona, kalender, dan jam operasi', 'Code name, kind, zone, calendar and clock'),
      ...['id', 'key', 'code_name', 'kind', 'zone', 'sample', 'drill', 'calendar_id', 'opened_by_agency'],
      ...['opened_at', 'clock_mode', 'clock_offset_ms', 'clock_frozen_at', 'admitted_at', 'admitted_how'],
    ),
    inner(hash, 'content_hash'),
  ),
  operation_area: table(
    words('Wilayah operasi', 'Area of an operation'),
    open(operationRead, words('Wilayah', 'Area'), 'operation_id', 'area'),
  ),
  operation_owner: table(
    words('Pemilik bersama', 'Co-owner'),
    open(operationRead, words('Instansi pemilik', 'Owner agency'), 'operation_id', 'agency_id'),
  ),
  operation_period: table(
    words('Masa operasi', 'Period'),
    open(
      operationRead,
      words('Hari pertama, hari terakhir, sumber', 'First day, last day, source'),
      ...['id', 'operation_id', 'announced_on', 'applies_from', 'first_day', 'last_day', 'days_stated'],
      ...['days_computed', 'source', 'source_url', 'standing', 'recorded_at'],
    ),
    personal(note(words('Catatan masa operasi, teks bebas', 'Note on the period, free text')), 'note'),
    inner(hash, 'content_hash'),
  ),
  operation_strength: table(
    words('Kekuatan yang dinyatakan', 'Stated strength'),
    open(
      operationRead,
      source,
      ...['id', 'operation_id', 'stated_on', 'applies_from', 'area', 'published_total', 'computed_total'],
      ...['source', 'source_url', 'standing', 'recorded_at'],
    ),
    personal(note(words('Catatan kekuatan, teks bebas', 'Note on strength, free text')), 'note'),
    inner(hash, 'content_hash'),
  ),
  operation_strength_part: table(
    words('Rincian kekuatan', 'Part of a strength'),
    open(
      operationRead,
      words('Unsur, tugas, berapa orang, sumber', 'Force, duty, how many people, source'),
      ...['strength_id', 'ordinal', 'force', 'duty', 'count', 'in_published_total', 'standing', 'source'],
    ),
  ),
  operation_election: table(
    words('Pemilihan yang diamankan', 'Election secured'),
    open(
      operationRead,
      words('Jenis, wilayah, hari pemungutan, sumber', 'Kind, area, voting day, source'),
      ...[
        'operation_id',
        'key',
        'ordinal',
        'kind',
        'area',
        'name',
        'voting_day',
        'standing',
        'source',
        'version',
      ],
    ),
    personal(
      note(
        words('Alasan tidak lagi diamankan, teks bebas', 'Why it is secured no longer, free text'),
        'operation.election-withdrawn.v1:reason',
        // The owner's row is gone; why stands in the journal alone, and goes with the others.
        'operation.owner-withdrawn.v1:reason',
      ),
      'withdrawn_reason',
    ),
  ),
  operation_phase: table(
    words('Fase', 'Phase'),
    open(
      operationRead,
      words('Hari pertama dan terakhir fase, sumber', 'First and last day, source'),
      ...['operation_id', 'phase', 'first_day', 'last_day', 'standing', 'source', 'version'],
    ),
  ),
  operation_stage_revision: table(
    words('Revisi tahapan', 'Revision of a stage'),
    open(
      operationRead,
      words('Tahapan, hari, jam, sumber', 'Stage, days, times, source'),
      ...['id', 'operation_id', 'stage_key', 'start_day', 'end_day', 'start_time', 'end_time', 'confirmed'],
      ...['source', 'standing', 'recorded_at'],
    ),
    personal(
      note(
        words('Alasan revisi, teks bebas', 'Reason of a revision, free text'),
        'operation.stage-revised.v1:reason',
      ),
      'reason',
    ),
    inner(hash, 'content_hash'),
  ),
  operation_event: table(
    words('Peristiwa lain dalam masa operasi', 'Other event in the window'),
    open(
      operationRead,
      words('Nama peristiwa, hari, sumber', 'Name, days, source'),
      ...['id', 'operation_id', 'name', 'first_day', 'last_day', 'standing', 'source'],
    ),
    inner(hash, 'content_hash'),
  ),
  operation_task_force: table(
    words('Satgas', 'Task force'),
    open(
      operationRead,
      words('Nama satgas dan tugasnya, sumber', 'Name and tasks, source'),
      ...['id', 'operation_id', 'key', 'name', 'tasks', 'standing', 'source'],
    ),
    inner(hash, 'content_hash'),
  ),
  operation_point: table(
    words('Titik strategis', 'Strategic point'),
    open(
      operationRead,
      words('Nama tempat umum, jenis, titik, sumber', 'Name of a public place, kind, point, source'),
      ...['id', 'operation_id', 'name', 'kind', 'area', 'lon', 'lat', 'standing', 'source'],
    ),
    personal(
      note(
        words('Mengapa dijaga, teks bebas', 'Why it is secured, free text'),
        'operation.point-added.v1:why',
      ),
      'why',
    ),
    inner(hash, 'content_hash'),
  ),
  operation_figure: table(
    words('Angka terbit', 'Published figure'),
    open(
      operationRead,
      source,
      ...['id', 'operation_id', 'topic', 'name', 'value', 'unit', 'area', 'stated_on', 'standing', 'source'],
    ),
    personal(note(words('Catatan angka, teks bebas', 'Note on a figure, free text')), 'note'),
    inner(hash, 'content_hash'),
  ),
  operation_calendar: table(
    words('Kalender tahapan', 'Stage calendar'),
    open(
      calendarRead,
      words('Judul, hari pemungutan, kutipan, pertentangan', 'Title, voting day, citation, contradictions'),
      ...[
        'id',
        'key',
        'version',
        'regime',
        'title',
        'voting_day',
        'citation',
        'contradictions',
        'imported_at',
      ],
    ),
    inner(hash, 'content_hash'),
  ),
  operation_calendar_stage: table(
    words('Tahapan kalender', 'Stage of a calendar'),
    open(
      calendarRead,
      words('Nama tahapan, hari, jam, keterangan peraturan', 'Name, days, times, note from the law'),
      ...['calendar_id', 'key', 'ordinal', 'name', 'start_day', 'end_day', 'start_time', 'end_time', 'phase'],
      ...['standing', 'source', 'conditional', 'note'],
    ),
  ),
  ...activityHoldings,
  ...operatorHoldings,
};

export const holdings: Holdings = rooted(tables, { operation: { operation: 'id' } });
