import { journalRead } from '#rooms/audit/contract.ts';
import { fieldReportContent } from '#rooms/field-reports/contract.ts';
import { incidentContent } from '#rooms/incidents/contract.ts';
import { dailyReportRead } from '#rooms/situation/contract.ts';
import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { readAccounts, readCards, restoreAccount } from './contract.ts';
import { signInHoldings } from './sign-in-holdings.ts';

const ofTheirAgency = words(
  'administrator: akun instansinya saja, atau semua bila ia tanpa instansi',
  'an administrator: accounts of their agency, or all where they have none',
);
const accounts: Readers = { by: [readAccounts], self: true, but: ofTheirAgency };
const cards: Readers = {
  by: [readCards],
  but: words(
    'pimpinan operasi: semua kartu di wilayahnya; petugas instansi: kartu instansinya',
    'those who lead: every card of their area; an agency officer: cards of their agency',
  ),
};
const named = {
  purpose: words('siapa yang bertindak atas nama instansinya', 'who acts in the name of their agency'),
  basis: 'public-task',
  term: { after: 'account-closed', days: 365, clock: ['closed_at'] },
} as const;

const tables: Holdings = {
  account: table(
    words('Akun', 'Account'),
    personal(
      {
        ...named,
        what: words('Nama pemilik akun', 'Name of an account’s owner'),
        readers: {
          by: [
            readAccounts,
            restoreAccount,
            incidentContent,
            fieldReportContent,
            dailyReportRead,
            journalRead,
          ],
          not: ['field-officer'],
          self: true,
          but: words(
            'administrator: akun instansinya; petugas: rekan seinstansi yang dapat dipulihkannya; yang lain: hanya nama di samping perbuatan orang itu pada kejadian, laporan, laporan harian, dan jurnal yang boleh mereka baca; nama akun contoh terbuka bagi siapa pun',
            'administrators: accounts of their agency; officers: colleagues of their agency whom they may help back in; others: only the name beside what the person did in incidents, reports, daily reports and the journal that they may read; names of sample accounts are open to anybody',
          ),
        },
        journal: ['account.opened.v1:name'],
      },
      'name',
    ),
    personal(
      {
        ...named,
        what: words('Nama masuk', 'Login'),
        readers: {
          by: [readAccounts],
          self: true,
          but: words(
            'akun instansinya; akun contoh terbuka bagi siapa pun',
            'accounts of their agency; those of samples are open to anybody',
          ),
        },
        journal: ['account.opened.v1:login'],
      },
      'login',
    ),
    open(
      accounts,
      words('Nomor, instansi, bahasa, dan keadaan akun', 'Id, agency, language and state of an account'),
      'id',
      'agency_id',
      'language',
      'demo',
      'opened_at',
      'settled_at',
      'closed_at',
    ),
    inner(words('Nomor akun yang membukanya', 'Account id of who opened it'), 'opened_by'),
    inner(
      words('Sidik kata sandi dan langkah kode terakhir', 'Hash of the password and step of the last code'),
      'password_hash',
      'totp_step',
      'totp_generation',
      'told_at',
    ),
  ),
  account_grant: table(
    words('Peran yang diberikan', 'Role given'),
    open(
      accounts,
      words(
        'Peran, instansi, wilayah, operasi, dan masa berlakunya',
        'Role, agency, areas, operation and validity',
      ),
      'id',
      'account_id',
      'role',
      'agency_id',
      'areas',
      'operation_id',
      'given_at',
      'valid_until',
      'revoked_at',
    ),
    inner(words('Nomor akun pemberi', 'Account id of the giver'), 'given_by'),
  ),
  account_invitation: table(
    words('Undangan', 'Invitation'),
    personal(
      {
        what: words('Nama orang yang diundang', 'Name of the person invited'),
        purpose: words('tautan sampai ke orang yang dimaksud', 'the link reaches the person who is meant'),
        basis: 'public-task',
        term: { after: 'decided', days: 30, clock: ['used_at', 'revoked_at', 'expires_at'] },
        readers: {
          by: [readAccounts],
          self: true,
          but: words(
            'undangan instansinya; pemegang tautan membaca namanya sendiri',
            'invitations of their agency; whoever holds the link reads their own name',
          ),
        },
        journal: ['account.invited.v1:name'],
      },
      'name',
    ),
    open(
      accounts,
      words('Peran yang ditawarkan dan nasib undangan', 'Role offered and what became of the invitation'),
      'id',
      'account_id',
      'purpose',
      'agency_id',
      'role',
      'areas',
      'operation_id',
      'grant_valid_until',
      'invited_at',
      'expires_at',
      'used_at',
      'revoked_at',
    ),
    inner(
      words('Sidik tautan dan nomor akun pengundang', 'Hash of the link and account id of the sender'),
      'token_hash',
      'invited_by',
    ),
  ),
  post_card: table(
    words('Kartu pos', 'Post card'),
    open(
      cards,
      words('Pos, giliran, instansi, dan masa berlaku kartu', 'Post, shift, agency and validity of a card'),
      'id',
      'operation_id',
      'station_id',
      'station_name',
      'area',
      'agency_id',
      'shift',
      'valid_from',
      'valid_until',
      'issued_at',
      'revoked_at',
    ),
    inner(
      words(
        'Sidik rahasia kartu dan nomor akun penerbit',
        'Hashes of the card’s secrets and account id of the issuer',
      ),
      'secret_hash',
      'code_hash',
      'issued_by',
    ),
  ),
  post_card_bearer: table(
    words('Pembawa kartu pos', 'Bearer of a post card'),
    personal(
      {
        what: words('Nama yang diketik pembawa kartu', 'Name that a card bearer typed'),
        purpose: words(
          'siapa yang melapor dari pos, dan mengeluarkan perangkat yang hilang',
          'who reports from a post, and locking a lost device',
        ),
        basis: 'public-task',
        term: { after: 'shift-end', days: 90, clock: ['post_card.valid_until'] },
        readers: {
          by: [readCards, journalRead],
          self: true,
          but: words(
            'pimpinan operasi: semua kartu di wilayahnya; petugas instansi: kartu instansinya; auditor: di samping perbuatan di jurnal',
            'those who lead: every card of their area; an agency officer: cards of their agency; an auditor: beside what was done, in the journal',
          ),
        },
        journal: ['card.used.v1:name'],
      },
      'name',
      'name_key',
    ),
    open(
      cards,
      words('Kartu yang dibawa dan kapan pertama dipakai', 'The card carried and when it was first used'),
      'id',
      'card_id',
      'first_seen_at',
    ),
    open(
      { ...cards, self: true },
      words(
        'Kunci jarak jauh HP, dan berapa laporan yang menunggu di sana',
        'Remote lock of the phone, and how many reports wait on it',
      ),
      ...['lock', 'lock_at', 'lock_told_at', 'waiting', 'waiting_at'],
    ),
    personal(
      {
        what: words('Siapa yang mengunci HP itu', 'Who locked that phone'),
        purpose: words('perbuatan dapat dipertanggungjawabkan', 'what was done can be accounted for'),
        basis: 'public-task',
        term: { after: 'shift-end', days: 90, clock: ['post_card.valid_until'] },
        readers: { ...cards, self: true },
      },
      'lock_by',
    ),
    inner(words('Sidik pengenal HP', 'Hash of what the phone names itself'), 'device_id'),
  ),
  account_session: table(
    words('Sesi masuk', 'Session'),
    personal(
      {
        what: words(
          'Perangkat, kapan masuk, dan kapan terakhir dipakai',
          'Device, when it signed in and when it was last used',
        ),
        purpose: words(
          'pemilik mengenali perangkat asing dan mengeluarkannya',
          'the owner knows a strange device and signs it out',
        ),
        basis: 'legitimate-interest',
        term: { after: 'recorded', days: 90, clock: ['opened_at'] },
        readers: {
          by: [readAccounts, readCards],
          self: true,
          but: words(
            'administrator: sesi akun instansinya; penerbit kartu: sesi kartu yang boleh dicabutnya',
            'administrators: sessions of accounts of their agency; issuers: sessions of cards that they may revoke',
          ),
        },
      },
      'device',
      'opened_at',
      'seen_at',
    ),
    open(
      { ...accounts, by: [readAccounts, readCards] },
      words('Akun atau pembawa kartu, dan akhir sesi', 'Account or bearer, and the end of the session'),
      'id',
      'account_id',
      'bearer_id',
      'demo',
      'idle_until',
      'expires_at',
      'revoked_at',
    ),
    inner(
      words(
        'Sidik token sesi dan pengenal HP; cara masuk dan bukti diri terakhir',
        'Hashes of the session’s token and of the phone; way in and last proof',
      ),
      'token_hash',
      'device_id',
      'way',
      'confirmed_at',
      'enrolled_at',
    ),
  ),
  ...signInHoldings,
};

export const holdings: Holdings = rooted(tables, {
  post_card_bearer: { by: 'card_id', table: 'post_card' },
  account_session: { by: 'bearer_id', table: 'post_card_bearer' },
});
