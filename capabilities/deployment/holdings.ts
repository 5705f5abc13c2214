import { type Holdings, inner, open, personal, table, words } from '#shared/holding.ts';
import { deploymentRead } from './contract.ts';

export const holdings: Holdings = {
  deployment_pattern: table(
    words('Pola pengamanan', 'Deployment pattern'),
    open(
      deploymentRead,
      words(
        'Pola per kelas: petugas, TPS, Linmas; berlaku sejak kapan; sumbernya',
        'Pattern by class: police, stations, Linmas; from when; source',
      ),
      'id',
      'operation_id',
      'area',
      'class',
      'police',
      'stations',
      'linmas',
      'linmas_per_station',
      'written_as',
      'reading',
      'valid_from',
      'stated_on',
      'source',
      'standing',
      'recorded_at',
    ),
    inner(words('Nomor akun pencatat', 'Account id of whoever recorded it'), 'recorded_by'),
  ),
  deployment_pool: table(
    words('Pembagian kekuatan', 'Distribution of strength'),
    open(
      deploymentRead,
      words(
        'Berapa orang, unsur dan tugas apa, di wilayah mana; sumbernya',
        'How many people, of which force and duty, in which area; source',
      ),
      'id',
      'operation_id',
      'area',
      'force',
      'duty',
      'count',
      'valid_from',
      'stated_on',
      'source',
      'standing',
      'recorded_at',
      'withdrawn_from',
      'withdrawn_at',
    ),
    personal(
      {
        what: words('Alasan penarikan, teks bebas', 'Reason of a withdrawal, free text'),
        purpose: words('mengapa angka tidak berlaku lagi', 'why a figure stands no longer'),
        basis: 'public-task',
        term: { after: 'operation-end', days: 365 },
        readers: { by: [deploymentRead] },
        journal: ['deployment.pool-withdrawn.v1:reason'],
      },
      'withdrawn_reason',
    ),
    inner(
      words('Nomor akun pencatat dan penarik', 'Account ids of whoever recorded and withdrew it'),
      'recorded_by',
      'withdrawn_by',
    ),
  ),
};
