import { expect, it } from 'vitest';
import type { Due } from '#rooms/operations/contract.ts';
import { draftOfDue, dueOfDraft, emptyDue, fallsOn } from './due-draft.ts';

const stages = new Map([
  ['voting', { start: '2024-11-27', end: '2024-11-27' }],
  ['campaign', { start: '2024-09-25', end: '2024-11-23' }],
  ['dispute', { start: null, end: null }],
]);

const dues: readonly (Due | null)[] = [
  null,
  { on: '2024-10-28' },
  { stage: 'voting', edge: 'start', days: -30 },
  { stage: 'campaign', edge: 'end', days: 0 },
  { stage: 'voting', edge: 'end', days: 3 },
];

it.each(dues)('comes out of the form as it went in: %j', (due) => {
  expect(dueOfDraft(draftOfDue(due))).toEqual(due);
});

it.each([
  ['no day', { ...emptyDue, kind: 'day' as const }],
  ['no stage', { ...emptyDue, days: 30 }],
  ['no number of days', { ...emptyDue, stage: 'voting' }],
])('is not sent while it has %s', (_name, draft) => {
  expect(dueOfDraft(draft)).toBe('unfinished');
});

it('keeps what was written of one way while another is chosen', () => {
  const written = { ...draftOfDue({ stage: 'voting', edge: 'start', days: -30 }), kind: 'none' as const };
  expect(dueOfDraft(written)).toBeNull();
  expect(dueOfDraft({ ...written, kind: 'stage' })).toEqual({ stage: 'voting', edge: 'start', days: -30 });
});

it.each([
  [
    'thirty days before voting',
    { stage: 'voting', edge: 'start', days: -30 },
    { day: '2024-10-28', isPast: false },
  ],
  [
    'the last day of the campaign',
    { stage: 'campaign', edge: 'end', days: 0 },
    { day: '2024-11-23', isPast: false },
  ],
  ['a day that is over', { on: '2024-10-13' }, { day: '2024-10-13', isPast: true }],
  ['today, which is not over', { on: '2024-10-14' }, { day: '2024-10-14', isPast: false }],
  ['a stage without a day', { stage: 'dispute', edge: 'end', days: 3 }, 'open'],
  ['no due day', null, 'nowhere'],
] as const)('says where it falls: %s', (_name, due, falls) => {
  expect(fallsOn(due, stages, '2024-10-14')).toEqual(falls);
});
