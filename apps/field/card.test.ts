import { expect, it } from 'vitest';
import { cardFrom, isSamePerson } from './card.ts';

it.each([
  [
    'the whole link of the QR',
    'https://posko.test:8080/lapor/#kartu=AbC_-123456789012345678z',
    'AbC_-123456789012345678z',
  ],
  ['its secret alone, blanks around it', ' AbC_-123456789012345678z ', 'AbC_-123456789012345678z'],
  ['the code as it is printed', 'K7-4QXM-9TRD', 'K7-4QXM-9TRD'],
  ['the code in small letters, without dashes', 'k7 4qxm9trd', 'K7-4QXM-9TRD'],
])('a card is known by %s', (_how, given, card) => {
  expect(cardFrom(given)).toBe(card);
});

it('two spellings of a name are one person', () => {
  expect(isSamePerson(' Budi  Regu', 'budi regu')).toBe(true);
  expect(isSamePerson('Budi', 'Bude')).toBe(false);
});
