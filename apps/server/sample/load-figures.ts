/** What was published about the operation, as it was published; figures of one topic may disagree. */
import { addFigure } from '#rooms/operations/figures.ts';
import { keysOf, unitWords } from '#rooms/operations/vocabulary.ts';
import type { Loading } from './loading.ts';

/** Period and strength have tables of their own, which flag what disagrees there. */
const elsewhere = ['period', 'strength-total', 'strength-over-time'];

export async function loadFigures(loading: Loading): Promise<void> {
  const { operation, operationId, source } = loading;
  for (const {
    key,
    name,
    value,
    unit,
    areaCode,
    statedOn,
    note,
    standing,
    source: from,
  } of operation.figures) {
    await loading.use(`figure ${key}`, addFigure, {
      params: { operationId },
      body: {
        id: loading.id('figure', key),
        topic: key,
        name,
        value,
        unit: keysOf(unitWords).find((known) => known === unit) ?? 'other',
        area: areaCode,
        statedOn,
        note: note?.id ?? null,
        standing,
        source: source(from),
      },
    });
  }
  await loadDisagreeing(loading);
}

async function loadDisagreeing({ operation, operationId, ...loading }: Loading): Promise<void> {
  for (const { key, what, values, note } of operation.contradictions) {
    if (elsewhere.includes(key)) continue;
    const known = operation.figures.filter((figure) => figure.key === key).map(({ value }) => value);
    for (const { value, standing, source } of values) {
      if (typeof value !== 'number' || known.includes(value)) continue;
      await loading.use(`figure ${key} ${value}`, addFigure, {
        params: { operationId },
        body: {
          id: loading.id('figure', key, String(value)),
          topic: key,
          name: what,
          value,
          unit: 'other',
          area: null,
          statedOn: null,
          note: note?.id ?? null,
          standing,
          source: loading.source(source),
        },
      });
    }
  }
}
