import { newId } from '#shared/id.ts';
import type { GrantCard } from '../doors-reading.ts';
import type { NewTranche } from '../grant.ts';
import { type StatedStanding, statedOf } from './standing-choice.tsx';

/** By which a tranche is due: a rule of law by its key, a day that the agreement names, or nothing. */
export const AGREED = 'agreed';
export const UNNAMED = 'unnamed';

export type TrancheDraft = {
  readonly id: string;
  readonly unit: 'percent' | 'amount';
  readonly value: number | null;
  readonly by: string;
  readonly dueOn: string;
};
export type TermsDraft = {
  readonly amount: number | null;
  readonly roundedTo: number;
  readonly signedOn: string;
  readonly number: string;
  readonly tranches: readonly TrancheDraft[];
  readonly standing: StatedStanding;
  readonly source: string;
  readonly note: string;
};

export const newTranche = (): TrancheDraft => ({
  id: newId(),
  unit: 'percent',
  value: null,
  by: UNNAMED,
  dueOn: '',
});

/** As the law has it: 40 % after the signing, 60 % before voting. The writer may say otherwise. */
export function usualTerms(): TermsDraft {
  return {
    amount: null,
    roundedTo: 1,
    signedOn: '',
    number: '',
    tranches: [
      { ...newTranche(), value: 40, by: 'nphd-first' },
      { ...newTranche(), value: 60, by: 'nphd-second' },
    ],
    standing: 'stated',
    source: '',
    note: '',
  };
}

export function draftOfGrant(grant: GrantCard): TermsDraft {
  return {
    amount: grant.amount,
    roundedTo: grant.roundedTo,
    signedOn: grant.signedOn ?? '',
    number: grant.number ?? '',
    tranches: grant.tranches.map(({ id, percent, amount, due }) => ({
      id,
      unit: percent === null ? 'amount' : 'percent',
      value: percent ?? amount,
      by: due.rule?.key ?? (due.basis === 'agreed' ? AGREED : UNNAMED),
      dueOn: due.basis === 'agreed' ? (due.day ?? '') : '',
    })),
    standing: statedOf(grant.standing),
    source: grant.source,
    note: grant.note ?? '',
  };
}

/** What the tranches are short of the whole, in rupiah; negative when they are too much. Null while something is open. */
export function restOf({ amount, tranches }: TermsDraft): number | null {
  if (amount === null) return null;
  const parts = tranches.map(({ unit, value }) =>
    value === null ? null : unit === 'percent' ? (amount * value) / 100 : value,
  );
  if (parts.some((part) => part === null)) return null;
  return Math.round(amount - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0));
}

/** As it is sent; null while something that has to be said is not. */
export function termsOf(draft: TermsDraft) {
  const { amount, roundedTo, signedOn, standing } = draft;
  const tranches = draft.tranches.flatMap(sentTranche);
  const source = draft.source.trim();
  if (amount === null || source === '' || tranches.length < draft.tranches.length) return null;
  return {
    amount,
    roundedTo,
    signedOn: signedOn === '' ? null : signedOn,
    number: orNull(draft.number),
    tranches,
    standing,
    source,
    note: orNull(draft.note),
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

function sentTranche({ id, unit, value, by, dueOn }: TrancheDraft): NewTranche[] {
  if (value === null || (by === AGREED && dueOn === '')) return [];
  return [
    {
      id,
      percent: unit === 'percent' ? value : null,
      amount: unit === 'amount' ? value : null,
      rule: by === AGREED || by === UNNAMED ? null : by,
      dueOn: by === AGREED ? dueOn : null,
    },
  ];
}
