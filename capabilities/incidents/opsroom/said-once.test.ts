import { expect, it } from 'vitest';
import { ownText, reportText } from './said-once.ts';

const one = 'Massa mendorong pagar.';
const two = 'Massa mendorong pagar. Dua orang jatuh.';

it.each([
  ['one sentence, which is the name', one, one, ['', '']],
  ['more than the name says', two, two, ['', two]],
  ['a description of its own', 'Ditulis piket', one, ['Ditulis piket', '']],
])('says nothing twice: %s', (_name, text, reported, shown) => {
  const told = { title: 'Massa mendorong pagar · TPS 901', text, reports: [{ text: reported }] };
  expect([ownText(told), reportText(told, reported)]).toEqual(shown);
});
