import { expect, it } from 'vitest';
import { stateWords as proposalStates } from '#rooms/approvals/contract.ts';
import { causes, stateWords as openingStates } from '#rooms/break-glass/contract.ts';
import { basisWords, stateWords as erasureStates } from '#rooms/privacy/contract.ts';
import { specialWords, stateWords as stationStates } from '#rooms/stations/contract.ts';
import { pairOf } from './value-words.ts';

const vocabularies: readonly (readonly [field: string, codes: readonly string[]])[] = [
  ['cause', Object.keys(causes)],
  ['verdict', Object.keys(openingStates).filter((state) => state.endsWith('justified'))],
  ['how', ['self', 'time', 'accepted', 'sample', 'before-rule']],
  ['basis', Object.keys(basisWords)],
  ['state', [...Object.keys(proposalStates), ...Object.keys(erasureStates), ...Object.keys(stationStates)]],
  ['specialKind', Object.keys(specialWords)],
  ['language', ['id', 'en']],
  ['reading', ['P-T-L', 'P-L-T']],
  ['erasures', ['replayed', 'without']],
  ['journal', ['altered']],
];

it.each(vocabularies)('an auditor reads %s in words, in both languages', (field, codes) => {
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => pairOf(field, code)?.every((word) => word !== '') !== true)).toEqual([]);
});
