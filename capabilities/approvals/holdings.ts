import { type Holdings, inner, open, personal, type Readers, table, words } from '#shared/holding.ts';
import { openApprovals } from './rights.ts';

const readers: Readers = {
  by: [openApprovals],
  self: true,
  but: words(
    'yang mengajukan, rekan seinstansinya yang boleh mengajukan hal yang sama, dan yang boleh memutusnya',
    'who proposed it, colleagues of their agency who may propose the same, and those who may decide on it',
  ),
};
const kept = {
  purpose: words(
    'menunjukkan siapa yang mengajukan dan siapa yang memutus, dan mengapa',
    'to show who proposed, who decided, and why',
  ),
  basis: 'public-task',
  term: { after: 'decided', days: 1_825, clock: ['decided_at', 'lapses_at'] },
  readers,
} as const;

export const holdings: Holdings = {
  proposal: table(
    words('Tindakan yang memerlukan dua orang', 'Action that needs two persons'),
    open(readers, words('Nomor', 'Number'), 'id'),
    open(
      readers,
      words('Tindakan dan hal, dalam kata-kata saat diajukan', 'Action and matter, in the words of that day'),
      'action',
      'action_id',
      'action_en',
      'effect_id',
      'effect_en',
      'subject',
    ),
    open(readers, words('Tempat dan instansi', 'Place and agency'), 'operation_id', 'area', 'agency_id'),
    open(
      readers,
      words('Keadaan dan waktu', 'State and times'),
      'state',
      'proposed_at',
      'lapses_at',
      'decided_at',
    ),
    open(
      readers,
      words(
        'Umur kedua akun bila baru, dan apakah peran yang satu dari yang lain',
        'How old the two accounts were, where they were new, and whether the one gave the other a role',
      ),
      'first_days',
      'second_days',
      'given',
    ),
    inner(words('Nomor akun', 'Account ids'), 'proposed_by', 'proposed_as', 'decided_by'),
    personal(
      {
        ...kept,
        what: words('Nama yang mengajukan dan yang memutus', 'Names of who proposed and who decided'),
      },
      'proposed_name',
      'decided_name',
    ),
    personal(
      { ...kept, what: words('Hal, bila ia seorang petugas', 'The matter, where it is an officer') },
      'summary_id',
      'summary_en',
      'input',
    ),
    personal(
      {
        ...kept,
        what: words('Alasan', 'Reasons'),
        journal: ['proposal.made.v1:reason', 'proposal.decided.v1:reason'],
      },
      'reason',
      'decision_reason',
    ),
  ),
};
