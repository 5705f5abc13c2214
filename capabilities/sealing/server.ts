/** This room as the server composes it. */
import type { Capability } from '#server/capability.ts';
import {
  agencyKeyMade,
  keepKeys,
  ownKeyKept,
  passphraseChanged,
  sealedNoteAddressed,
  sealedNoteKind,
  sealedNoteRead,
  sealedNoteWithdrawn,
  sealedNoteWritten,
  sealedRead,
  sealedWrite,
  sealingProblems,
  sealKeyKind,
  shareGiven,
  shareRemoved,
} from './contract.ts';
import { holdings } from './holdings.ts';
import { keyRoutes } from './keeping.ts';
import { keyReadingRoutes } from './routes-keys.ts';
import { noteReadingRoutes } from './routes-notes.ts';
import { noteRoutes } from './writing.ts';

export const sealing: Capability = {
  name: 'sealing',
  permissions: [sealedRead, sealedWrite, keepKeys],
  kinds: [sealedNoteKind, sealKeyKind],
  events: [
    agencyKeyMade,
    ownKeyKept,
    passphraseChanged,
    shareGiven,
    shareRemoved,
    sealedNoteWritten,
    sealedNoteAddressed,
    sealedNoteRead,
    sealedNoteWithdrawn,
  ],
  problems: sealingProblems,
  endpoints: [...noteReadingRoutes, ...noteRoutes, ...keyReadingRoutes, ...keyRoutes],
  holdings,
};
