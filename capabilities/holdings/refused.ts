/**
 * What Rakor refuses to hold, as words that would betray it in the name of a table, a column, a field of an endpoint or
 * of an event. Pure: the same check runs over the database that is running and in the tests.
 */
import type { Localized } from '#shared/schema.ts';
import { exceptions } from './exceptions.ts';

export type Category = {
  readonly key: string;
  readonly what: Localized;
  readonly why: Localized;
  /** In Indonesian and English; several parts (`hasil_suara`) must follow each other. */
  readonly signs: readonly string[];
};

const words = (id: string, en: string): Localized => ({ id, en });

export const refused: readonly Category[] = [
  {
    key: 'votes',
    what: words('Perolehan suara dan foto formulir hasil', 'Vote counts and photographs of result forms'),
    why: words(
      'hasil adalah urusan KPU; petugas pengamanan di TPS tidak boleh mencatatnya',
      'results are for the election commission; guards at a station may not record them',
    ),
    signs: [
      ...['vote', 'votes', 'suara', 'perolehan', 'tally_sheet', 'ballot_count', 'result_form', 'c_hasil'],
      ...['hasil_suara', 'quick_count', 'exit_poll', 'quickcount', 'sirekap', 'winner', 'pemenang'],
    ],
  },
  {
    key: 'candidates',
    what: words('Calon, pasangan calon, dan partai', 'Candidates and parties'),
    why: words(
      'Rakor mengamankan pemilihan, bukan peserta pemilihan',
      'Rakor secures an election, not its contestants',
    ),
    signs: [
      'candidate',
      'candidates',
      'calon',
      'paslon',
      'caleg',
      'cagub',
      'party',
      'parties',
      'partai',
      'parpol',
      'timses',
    ],
  },
  {
    key: 'voters',
    what: words('Daftar pemilih', 'Voter lists'),
    why: words(
      'hanya jumlah pemilih terdaftar per TPS yang ada, tanpa satu nama pun',
      'only the number of registered voters of a station is there, without a single name',
    ),
    signs: ['voter', 'voters', 'pemilih', 'dpt', 'dptb', 'dpk', 'dps', 'electoral_roll'],
  },
  {
    key: 'preference',
    what: words('Pilihan dan pandangan politik', 'Political preference and opinion'),
    why: words(
      'tempat, tahapan, dan peristiwa; tidak pernah pendapat orang',
      'places, stages and events, never people’s opinions',
    ),
    signs: [
      ...[
        'opinion',
        'preference',
        'preferensi',
        'ideology',
        'ideologi',
        'dukungan',
        'pendukung',
        'supporter',
      ],
      ...['supporters', 'sympathiser', 'simpatisan', 'elektabilitas', 'sentiment', 'sentimen'],
    ],
  },
  {
    key: 'identity',
    what: words('Agama, suku, ras, dan golongan', 'Religion, ethnicity and race'),
    why: words(
      'data pribadi spesifik yang tidak diperlukan untuk mengamankan tempat',
      'specific personal data that securing a place does not need',
    ),
    signs: [
      'religion',
      'religious',
      'agama',
      'faith',
      'ethnic',
      'ethnicity',
      'suku',
      'ras',
      'race',
      'etnis',
      'sara',
      'marga',
      'tribe',
    ],
  },
  {
    key: 'civil-id',
    what: words('NIK, nomor KTP atau KK, paspor', 'National identity numbers and passports'),
    why: words('tidak ada perbuatan di Rakor yang memerlukannya', 'nothing that is done in Rakor needs them'),
    signs: [
      'nik',
      'ktp',
      'e_ktp',
      'kk',
      'national_id',
      'identity_number',
      'passport',
      'paspor',
      'npwp',
      'birth_date',
      'tanggal_lahir',
      'mother_name',
    ],
  },
  {
    key: 'bodies',
    what: words('Wajah, sidik jari, dan biometrik lain', 'Faces, fingerprints and other biometrics'),
    why: words(
      'foto laporan adalah foto tempat dan peristiwa; tidak ada pengenalan wajah',
      'photographs of reports show places and events; nothing recognises a face',
    ),
    signs: [
      'face',
      'faces',
      'wajah',
      'biometric',
      'biometrik',
      'fingerprint_scan',
      'sidik_jari',
      'iris',
      'voiceprint',
      'retina',
    ],
  },
  {
    key: 'health',
    what: words('Diagnosis dan angka kesehatan', 'Diagnoses and readings of health'),
    why: words(
      'yang boleh ada hanya layak atau dirujuk',
      'cleared or referred is all that may ever stand here',
    ),
    signs: [
      ...['diagnosis', 'disease', 'penyakit', 'blood', 'tensi', 'gula_darah', 'glucose', 'cholesterol'],
      ...['kolesterol', 'medical', 'rekam_medis', 'komorbid', 'comorbidity', 'pregnant', 'disability'],
    ],
  },
  {
    key: 'watching',
    what: words(
      'Profil warga, daftar pantauan, akun media sosial',
      'Profiles of citizens, watch lists, accounts of authors',
    ),
    why: words(
      'berita dijawab dengan penjelasan; penulisnya tidak dicatat',
      'a claim is answered with a clarification; its author is not recorded',
    ),
    signs: [
      ...[
        'author',
        'username',
        'akun_medsos',
        'social_account',
        'follower',
        'followers',
        'watchlist',
        'watch_list',
      ],
      ...[
        'suspect',
        'tersangka',
        'terduga',
        'dossier',
        'blacklist',
        'daftar_hitam',
        'provokator',
        'profile',
        'profil',
      ],
      ...['wiretap', 'sadap', 'imei', 'imsi'],
    ],
  },
  {
    key: 'wealth',
    what: words('Kekayaan, utang, dan catatan pidana', 'Wealth, debts and criminal records'),
    why: words('bukan urusan ruang operasi pengamanan', 'no business of a room that secures an election'),
    signs: [
      'salary',
      'gaji',
      'wealth',
      'kekayaan',
      'debt',
      'utang',
      'rekening',
      'bank_account',
      'criminal_record',
      'skck',
    ],
  },
];

/** A name that could be one of the things above. */
export type Finding = { readonly category: string; readonly at: string; readonly sign: string };

/**
 * What the names look like. `at` is where a name stands: `table:station`, `column:station.voters`,
 * `door:stations.list/reply/voters`, `event:station.registered.v1/voters`.
 * @returns findings that no exception explains, and those that one does
 */
export function checkNames(names: readonly string[]): {
  readonly found: readonly Finding[];
  readonly excused: readonly (Finding & { readonly reason: Localized })[];
} {
  const findings = names.flatMap((at) => findingsIn(at));
  const excused = findings.flatMap((finding) => {
    const exception = exceptions.find(
      ({ sign, where }) => sign === finding.sign && where.some((each) => matchesPlace(each, finding.at)),
    );
    return exception ? [{ ...finding, reason: exception.reason }] : [];
  });
  const known = new Set(excused.map(({ category, at }) => `${category} ${at}`));
  return { found: findings.filter(({ category, at }) => !known.has(`${category} ${at}`)), excused };
}

/** `door:stations.` at its end means: everything below. */
export function matchesPlace(where: string, at: string): boolean {
  return (
    where === at ||
    (/[./:]$/.test(where) && at.startsWith(where)) ||
    (where.startsWith('…') && at.endsWith(where.slice(1)))
  );
}

function findingsIn(at: string): readonly Finding[] {
  const parts = partsOf(nameIn(at));
  return refused.flatMap(({ key, signs }) => {
    const sign = signs.find((each) => parts.includes(`_${each}_`));
    return sign === undefined ? [] : [{ category: key, at, sign }];
  });
}

/** What stands behind the last separator: the name itself, not where it is. */
function nameIn(at: string): string {
  return at.split(/[:/.]/).at(-1) ?? at;
}

/** `responsibleName` → `_responsible_name_`, so that a sign is found at its whole words only. */
function partsOf(name: string): string {
  const snake = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return `_${snake.replace(/[^a-z0-9]+/g, '_')}_`;
}
