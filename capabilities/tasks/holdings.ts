import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { taskRead } from './contract.ts';

const shared = words(
  'instansi peminta dan pelaksana; instansi lain sejauh tugas itu dibagikan, di dalam wilayah dan operasi perannya',
  'the asking and the owning agency; others as far as the task is shared, within the areas and operation of the role',
);
const inTasks: Readers = { by: [taskRead], but: shared };
const coordinated = {
  purpose: words(
    'menepati apa yang disanggupi instansi dan mempertanggungjawabkannya',
    'to keep what agencies undertook and account for it',
  ),
  basis: 'public-task',
  term: { after: 'operation-end', days: 365 },
  readers: inTasks,
} as const;
const who = words('perbuatan dapat dipertanggungjawabkan', 'what was done can be accounted for');
const hash = words('Nomor akun dan sidik isi', 'Account id and hash of the content');

const tables: Holdings = {
  task: table(
    words('Tugas', 'Task'),
    open(
      inTasks,
      words(
        'Kode, keadaan, instansi, wilayah, tahapan, tema, tenggat, bobot, asal, dan waktu',
        'Code, state, agencies, area, stage, theme, due day, weight, origin and times',
      ),
      ...[
        'id',
        'operation_id',
        'code',
        'state',
        'asker',
        'asker_name',
        'owner',
        'owner_name',
        'needs_plenary',
      ],
      ...['area', 'area_name', 'stage', 'theme', 'due', 'due_day', 'weight', 'origin_kind', 'origin_id'],
      ...[
        'sharing',
        'named',
        'readers',
        'standing',
        'offered_at',
        'offered_operation_at',
        'changed_operation_at',
      ],
    ),
    personal(
      {
        ...coordinated,
        what: words('Judul tugas, teks bebas', 'Title of a task, free text'),
        journal: ['task.offered.v1:title'],
      },
      'title',
    ),
    personal(
      {
        ...coordinated,
        what: words('Uraian tugas, teks bebas', 'What the task is, free text'),
        journal: ['task.offered.v1:detail'],
      },
      'detail',
    ),
    personal(
      {
        ...coordinated,
        what: words('Ukuran selesai, teks bebas', 'Measure of done, free text'),
        journal: ['task.offered.v1:measure'],
      },
      'measure',
    ),
    personal(
      {
        ...coordinated,
        what: words('Penanggung jawab', 'Responsible person'),
        purpose: words('satu orang bertanggung jawab, dengan nama', 'one person answers for it, by name'),
      },
      'person',
      'person_name',
    ),
    personal(
      {
        ...coordinated,
        what: words('Usul balik dengan alasannya, teks bebas', 'Counter-proposal with its reason, free text'),
        journal: [
          'task.countered.v1:measure',
          'task.countered.v1:reason',
          'task.counter-answered.v1:measure',
          'task.counter-answered.v1:reason',
        ],
      },
      'counter',
    ),
    personal(
      {
        ...coordinated,
        what: words(
          'Usul perubahan dengan alasannya, teks bebas',
          'Proposed change with its reason, free text',
        ),
        journal: [
          'task.change-proposed.v1:measure',
          'task.change-proposed.v1:reason',
          'task.change-answered.v1:measure',
          'task.change-answered.v1:reason',
        ],
      },
      'change',
    ),
    personal(
      {
        ...coordinated,
        what: words('Serah terima dengan alasannya, teks bebas', 'Hand-over with its reason, free text'),
        journal: ['task.hand-over-offered.v1:reason', 'task.hand-over-answered.v1:reason'],
      },
      'hand_over',
    ),
    personal(
      {
        ...coordinated,
        what: words(
          'Naskah pleno dan alasannya, teks bebas',
          'Paper of the plenary and its reason, free text',
        ),
        journal: ['task.plenary-spoke.v1:reason'],
      },
      'plenary',
    ),
    personal(
      {
        ...coordinated,
        what: words('Alasan ditolak atau dibatalkan, teks bebas', 'Why it was refused or dropped, free text'),
        journal: ['task.refused.v1:reason', 'task.dropped.v1:reason'],
      },
      'ended_because',
    ),
    inner(hash, 'offered_by', 'done_by', 'content_hash'),
  ),
  task_need: table(
    words('Ketergantungan tugas', 'Dependency of a task'),
    open(
      inTasks,
      words('Tugas mana menunggu tugas mana', 'Which task waits for which'),
      'task_id',
      'needs_id',
    ),
  ),
  task_evidence: table(
    words('Bukti tugas', 'Evidence of a task'),
    open(
      inTasks,
      words('Jenis bukti, jumlah, instansi, dan waktu', 'Kind of evidence, count, agency and times'),
      ...[
        'id',
        'task_id',
        'kind',
        'count',
        'unit',
        'agency_id',
        'at',
        'operation_at',
        'withdrawn_operation_at',
      ],
    ),
    personal(
      {
        ...coordinated,
        what: words('Keterangan dan tautan bukti, teks bebas', 'Note and link of evidence, free text'),
        journal: ['task.evidence-added.v1:text', 'task.evidence-added.v1:url'],
      },
      'text',
      'url',
    ),
    personal(
      {
        ...coordinated,
        what: words(
          'Berkas bukti: isi (foto tanpa data kamera), nama, ukuran, jenis',
          'File of evidence: content (pictures without camera data), name, size, type',
        ),
      },
      ...['file_sha256', 'file_name', 'file_bytes', 'file_type'],
    ),
    personal(
      { ...coordinated, what: words('Siapa yang menambahkannya', 'Who added it'), purpose: who },
      'by_user',
      'by_name',
    ),
    personal(
      {
        ...coordinated,
        what: words(
          'Siapa menarik bukti dan mengapa, teks bebas',
          'Who withdrew evidence and why, free text',
        ),
        journal: ['task.evidence-withdrawn.v1:reason'],
      },
      'withdrawn_by',
      'withdrawn_reason',
    ),
    inner(words('Sidik isi', 'Hash of the content'), 'content_hash'),
  ),
  task_entry: table(
    words('Riwayat tugas', 'History of a task'),
    open(
      inTasks,
      words('Apa yang dilakukan, oleh instansi mana, dan kapan', 'What was done, by which agency, and when'),
      ...['id', 'task_id', 'what', 'by_agency', 'at', 'operation_at'],
    ),
    personal(
      { ...coordinated, what: words('Siapa yang melakukannya', 'Who did it'), purpose: who },
      'by_user',
      'by_name',
    ),
    personal(
      {
        ...coordinated,
        what: words('Alasan dan keterangan, teks bebas', 'Reasons and remarks, free text'),
        journal: ['task.returned.v1:reason'],
      },
      'text',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  task_need: { by: 'task_id', table: 'task' },
  task_evidence: { by: 'task_id', table: 'task' },
  task_entry: { by: 'task_id', table: 'task' },
});
