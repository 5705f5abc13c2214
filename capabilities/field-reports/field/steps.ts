import { Check } from 'typebox/value';
import { Instant, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import type { Item, View } from '#web/outbox/index.ts';
import { Receipt, reportStates, Step } from '../report.ts';
import { Seal } from './seal-shape.ts';

const Progress = object({
  code: Type.String(),
  state: oneOf(reportStates),
  steps: Type.Array(Step),
  photosReceived: Type.Integer(),
  resolvedAt: Type.Optional(Instant),
  /** Found out by this phone, beside what the server says. */
  seal: Type.Optional(Seal),
});
type Progress = Static<typeof Progress>;
const Known = nullable(Progress);

/** The five steps: saved, on its way, received, read, acted on. */
export const STEPS = 5;

export type Standing = {
  /** How many of the five are behind it. */
  readonly done: number;
  /** The next one has begun. */
  readonly begun: boolean;
  readonly word:
    | 'saved'
    | 'waiting'
    | 'sending'
    | 'received'
    | 'read'
    | 'acted'
    | 'answered'
    | 'resolved'
    | 'fix'
    | 'signIn';
  readonly code: string | null;
  readonly progress: Progress | null;
  readonly receipt: Receipt | null;
  readonly photos: { readonly sent: number; readonly refused: number; readonly all: number };
};

/** Where a report honestly stands, from what this phone knows. */
export function standingOf(item: Item, view: Pick<View, 'sending' | 'silentSince' | 'signedOut'>): Standing {
  const progress = Check(Known, item.progress) ? item.progress : null;
  const receipt = Check(Receipt, item.reply) ? item.reply : null;
  const count = (state: string) => item.files.filter((file) => file.state === state).length;
  const photos = { sent: count('sent'), refused: count('refused'), all: item.files.length };
  const code = progress?.code ?? receipt?.code ?? null;
  const known = { code, progress, receipt, photos };
  if (item.phase === 'fix') return { ...known, done: 1, begun: false, word: 'fix' };
  if (receipt === null) {
    if (view.sending?.id === item.id) return { ...known, done: 1, begun: true, word: 'sending' };
    if (view.signedOut) return { ...known, done: 1, begun: false, word: 'signIn' };
    const word = item.attempts > 0 || view.silentSince ? 'waiting' : 'saved';
    return { ...known, done: 1, begun: word === 'waiting', word };
  }
  if (progress?.resolvedAt) return { ...known, done: STEPS, begun: false, word: 'resolved' };
  const state = progress?.state ?? 'received';
  return {
    ...known,
    done: { received: 3, read: 4, acted: 5, answered: 5 }[state],
    begun: false,
    word: state,
  };
}
