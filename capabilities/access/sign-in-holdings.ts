/** What is held of ways to sign in: passkeys, recovery codes, browsers, attempts. */

import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { restoreAccount } from './contract.ts';

const own: Readers = { by: [], self: true };
const safety = {
  purpose: words('pemilik mengenali cara masuknya sendiri', 'the owner knows their own ways in'),
  basis: 'legitimate-interest',
} as const;

const tables: Holdings = {
  account_passkey: table(
    words('Passkey', 'Passkey'),
    personal(
      {
        ...safety,
        what: words('Nama passkey dan kapan terakhir dipakai', 'Name of a passkey and when it was last used'),
        term: { after: 'removed', days: 90, clock: ['revoked_at'] },
        readers: own,
        journal: ['passkey.added.v1:name'],
      },
      'name',
      'used_at',
    ),
    open(
      own,
      words(
        'Untuk alamat mana, kapan ditambah, dicabut, ditahan',
        'For which address, when added, revoked, held back',
      ),
      ...['id', 'account_id', 'host', 'made_at', 'revoked_at', 'suspended_at'],
    ),
    inner(
      words('Kunci publik, nomor, dan penghitung passkey', 'Public key, id and counter of a passkey'),
      ...['credential_id', 'public_key', 'counter', 'transports'],
    ),
  ),
  account_recovery_code: table(
    words('Kode pemulihan', 'Recovery code'),
    open(
      own,
      words('Kapan dibuat, dan berapa yang tersisa', 'When they were made, and how many are left'),
      ...['id', 'account_id', 'made_at', 'used_at', 'revoked_at'],
    ),
    inner(words('Sidik kode', 'Hash of the code'), 'code_hash'),
  ),
  account_recovery_link: table(
    words('Tautan pemulihan oleh dua petugas', 'Recovery link by two officers'),
    open(
      { by: [restoreAccount], self: true, but: words('akun instansinya', 'accounts of their agency') },
      words(
        'Akun mana, kapan dibuat, sampai kapan, kapan dipakai',
        'Which account, when made, until when, when used',
      ),
      ...['id', 'account_id', 'made_at', 'expires_at', 'used_at', 'revoked_at'],
    ),
    inner(
      words(
        'Sidik tautan, nomor aplikasi kode, dan nomor akun kedua petugas',
        'Hash of the link, number of the app, account ids of both officers',
      ),
      ...['token_hash', 'generation', 'made_by', 'proposed_by'],
    ),
  ),
  account_provider: table(
    words('Ikatan dengan penyedia instansi', 'Binding to the provider of an agency'),
    personal(
      {
        what: words(
          'Siapa pemilik akun di penyedia masuk instansinya',
          'Who the owner of an account is at the provider of their agency',
        ),
        purpose: words('masuk lewat penyedia instansi', 'signing in by the provider of the agency'),
        basis: 'public-task',
        term: { after: 'account-closed', days: 0, clock: ['account.closed_at'] },
        readers: {
          by: [restoreAccount],
          but: words(
            'yang memutus pengikatan yang diajukan, bersama pengajuannya',
            'who decides on a binding that was proposed, with the proposal',
          ),
        },
        journal: ['account.provider-bound.v1:subject'],
      },
      'subject',
    ),
    open(
      own,
      words('Penyedia mana, dan sejak kapan', 'Which provider, and since when'),
      'account_id',
      'provider',
      'set_at',
    ),
    inner(
      words('Nomor akun yang mengajukan dan yang mengikat', 'Account ids of who proposed and who bound it'),
      'set_by',
      'proposed_by',
    ),
  ),
  account_notice: table(
    words('Pemberitahuan kepada pemilik akun', 'Notice to the owner of an account'),
    open(
      own,
      words('Apa yang terjadi pada akunnya, dan kapan', 'What happened to their account, and when'),
      ...['id', 'account_id', 'what', 'at'],
    ),
    inner(words('Nomor akun orang lain yang melakukannya', 'Account ids of others who did it'), 'hands'),
  ),
  account_ticket: table(
    words('Pertanyaan kepada peramban', 'Question to a browser'),
    inner(
      words('Sidik pertanyaan, untuk beberapa menit', 'Hash of a question, for minutes'),
      ...['hash', 'purpose', 'session_id', 'expires_at'],
    ),
  ),
  account_browser: table(
    words('Peramban yang dikenal', 'Known browser'),
    personal(
      {
        ...safety,
        what: words(
          'Akun mana pernah masuk dari peramban ini, dan kapan',
          'Which account signed in from it, and when',
        ),
        purpose: words(
          'tebakan orang lain tidak membuat pemilik akun menunggu',
          'guesses of others do not make the owner wait',
        ),
        term: { after: 'recorded', days: 90, executed: true },
        readers: { by: [], but: words('tidak ditampilkan di layar mana pun', 'shown on no screen') },
      },
      'account_id',
      'seen_at',
    ),
    inner(words('Sidik token peramban', 'Hash of the browser’s token'), 'token_hash'),
  ),
  account_attempt: table(
    words('Percobaan masuk yang gagal', 'Failed attempts'),
    inner(
      words(
        'Sidik siapa mencoba apa, dan berapa kali; setengah jam',
        'Hash of who tried what, and how often; half an hour',
      ),
      ...['key_hash', 'failures', 'last_at'],
    ),
  ),
};

export const signInHoldings: Holdings = rooted(tables, {
  account_passkey: { by: 'account_id', table: 'account' },
  account_provider: { by: 'account_id', table: 'account' },
});
