import { expect, it } from 'vitest';
import { delaysOf, lanesOf, type Timeline } from './timeline.ts';

type Mark = Timeline['marks'][number];

const mark = (kind: Mark['kind'], day: string, more: Partial<Mark> = {}): Mark => ({
  grantId: 'one',
  areaName: 'Nusa Tenggara Timur',
  recipient: 'kpu',
  kind,
  day,
  ordinal: 1,
  amount: null,
  state: null,
  assumed: false,
  ...more,
});

it('gives each agreement one lane, with its marks by day', () => {
  const lanes = lanesOf([
    mark('transferred', '2023-12-20'),
    mark('due', '2024-06-27', { grantId: 'other', recipient: 'tni' }),
    mark('signed', '2023-11-15'),
    mark('transferred', '2023-12-20'),
  ]);
  expect(lanes.map(({ recipient, marks }) => [recipient, marks.map(({ day }) => day)])).toEqual([
    ['kpu', ['2023-11-15', '2023-12-20', '2023-12-20']],
    ['tni', ['2024-06-27']],
  ]);
  expect(new Set(lanes[0]?.marks.map(({ key }) => key)).size).toBe(3);
});

it('shows a delay to the transfer that came late, or to today while none came', () => {
  const delays = (marks: Mark[]) => lanesOf(marks).flatMap((lane) => delaysOf(lane, '2024-10-01'));
  const due = mark('due', '2023-12-06', { state: 'paid' });
  expect(delays([due, mark('transferred', '2023-12-20')])).toEqual([
    { from: '2023-12-06', to: '2023-12-20' },
  ]);
  expect(delays([due, mark('transferred', '2023-12-06')])).toEqual([]);
  expect(delays([due, mark('transferred', '2023-12-20', { ordinal: 2 })])).toEqual([]);
  const late = mark('due', '2024-06-27', { ordinal: 2, state: 'late' });
  expect(delays([late])).toEqual([{ from: '2024-06-27', to: '2024-10-01' }]);
});
