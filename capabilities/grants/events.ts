/** What the journal is told about grants. Figures are open; free text of people stands apart. */
import { eventsOf } from '#shared/event.ts';
import { grantKind } from './rights.ts';

const said = eventsOf(grantKind);

const terms = {
  amount: 'open',
  roundedTo: 'open',
  signedOn: 'open',
  number: 'open',
  tranches: 'open',
  standing: 'open',
  source: 'open',
  note: 'personal',
} as const;

export const grantEntered = said(
  'grant.entered.v1',
  { government: 'open', recipient: 'open', recipientAgency: 'open', recipientName: 'open', ...terms },
  { id: 'Hibah dicatat', en: 'Grant written down' },
);
export const grantCorrected = said(
  'grant.corrected.v1',
  { ...terms, reason: 'personal' },
  { id: 'Hibah dibetulkan', en: 'Grant corrected' },
);
const entry = {
  entry: 'open',
  day: 'open',
  amount: 'open',
  evidence: 'personal',
  url: 'personal',
  standing: 'open',
} as const;
export const grantTransferred = said(
  'grant.transferred.v1',
  { tranche: 'open', ...entry },
  { id: 'Dana hibah ditransfer', en: 'Money of a grant transferred' },
);
/** `amount`: all that was spent up to and with `day`. */
export const grantAbsorbed = said('grant.absorbed.v1', entry, {
  id: 'Serapan hibah dilaporkan',
  en: 'Spending of a grant reported',
});
export const grantReturned = said('grant.returned.v1', entry, {
  id: 'Sisa dana hibah dikembalikan',
  en: 'Unspent money of a grant returned',
});
export const grantEntryWithdrawn = said(
  'grant.entry-withdrawn.v1',
  { entry: 'open', reason: 'personal' },
  { id: 'Catatan hibah ditarik', en: 'Entry of a grant withdrawn' },
);
