/** People short, as items: the operation first, then areas whose whole was divided, then those that were divided in part. */
import { deploymentNeed, deploymentPattern, type Need } from '#rooms/deployment/contract.ts';
import { type OperationSummary, operationStrength } from '#rooms/operations/contract.ts';
import { stationClasses } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { ActionItem, MissingForNeed } from './contract.ts';
import { englishFigure, figure } from './indonesian.ts';
import { areaNamesOf } from './names.ts';
import { rowLevel } from './rules.ts';

/** More than any operation is short of. */
const FIRST = 10_000_000;

export async function gapItems(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  const asked = { operationId: operation.id };
  const whole = await context.ask(deploymentNeed, { ...asked, level: 'operation' });
  const below = await context.ask(deploymentNeed, { ...asked, level: rowLevel(operation.areas) });
  const short = [...whole.rows, ...below.rows].filter(({ gap }) => gap !== null && gap > 0);
  const parts = below.rows.filter(isInPart);
  const areas = await areaNamesOf(
    context,
    [...short, ...parts].flatMap(({ area }) => area ?? []),
  );
  const nameOf = ({ area }: Need) => (area === null ? null : (areas.get(area) ?? area));
  return [
    ...short.map((row) => gapItem(row, nameOf(row))),
    ...parts.map((row) => partItem(row, nameOf(row) ?? '')),
  ];
}

/** What must be there before police at stations can be short at all, in the order in which it is brought in. */
export async function missingIn(
  context: Context,
  operation: OperationSummary,
  today: string,
): Promise<MissingForNeed[]> {
  const operationId = operation.id;
  const { rows } = await context.ask(deploymentNeed, { operationId, level: 'operation' });
  const police = rows.find(({ force }) => force === 'polri');
  const missing: MissingForNeed[] = [];
  const hasStations = police !== undefined && police.villages > 0;
  if (!hasStations) missing.push('stations');
  const isNothingNeeded = police === undefined || police.need === 0;
  // Without stations nothing is needed, whatever the patterns say.
  if (isNothingNeeded && (hasStations || !(await hasPattern(context, operation)))) missing.push('pattern');
  if (police && police.available !== null) return missing;
  const stated = await context.ask(operationStrength, { id: operationId, at: today });
  return [...missing, stated === null ? 'strength' : 'division'];
}

async function hasPattern(context: Context, { id: operationId, areas }: OperationSummary): Promise<boolean> {
  for (const { key } of await context.ask(stationClasses, { operationId }))
    for (const area of areas)
      if (await context.ask(deploymentPattern, { operationId, area, class: key })) return true;
  return false;
}

const isInPart = ({ available, need, villages, villagesCovered }: Need) =>
  available === null && need > 0 && villagesCovered > 0 && villagesCovered < villages;

const UNITS = { polri: { id: 'polisi', en: 'police' }, linmas: { id: 'Linmas', en: 'Linmas' } };

/** A part without people is not divided yet, which is not nobody: no shortfall is named. */
function partItem(row: Need, areaName: string): ActionItem {
  const { area, force, need, distributed, villages, villagesCovered } = row;
  const unit = UNITS[force];
  const left = villages - villagesCovered;
  return {
    key: `undivided:${force}:${area ?? ''}`,
    kind: 'gap',
    icon: 'info',
    title: {
      id: `${areaName} belum dibagi: ${figure(left)} dari ${figure(villages)} kelurahan`,
      en: `${areaName} not divided yet: ${englishFigure(left)} of ${englishFigure(villages)} villages`,
    },
    subtitle: {
      id: `butuh ${figure(need)} ${unit.id} · baru dibagi ${figure(distributed)}`,
      en: `need ${englishFigure(need)} ${unit.en} · divided so far ${englishFigure(distributed)}`,
    },
    at: null,
    weight: 0,
    area,
    holder: null,
    opens: {
      list: 'deployment.listNeed',
      where: area === null ? [] : [{ field: 'area', is: 'eq', value: area }],
      id: null,
    },
    action: null,
  };
}

/** People short: of the operation, or of an area that was given all of its people. */
function gapItem(row: Need, areaName: string | null): ActionItem {
  const { area, force, need, available, gap, gapGrouped, standingGrouped } = row;
  const grouped = gapGrouped === null || gapGrouped === gap ? '' : ` · per kelurahan ${figure(gapGrouped)}`;
  const sure = grouped && standingGrouped === 'estimated' ? ' (perkiraan)' : '';
  const sureEn = standingGrouped === 'estimated' ? ' (estimated)' : '';
  const groupedEn = grouped ? ` · per village ${englishFigure(gapGrouped ?? 0)}${sureEn}` : '';
  const unit = UNITS[force];
  return {
    key: `gap:${force}:${area ?? ''}`,
    kind: 'gap',
    icon: 'user-minus',
    title: {
      id: `${areaName ?? 'Operasi'} kurang ${figure(gap ?? 0)} ${unit.id}`,
      en: `${areaName ?? 'The operation'} is short of ${englishFigure(gap ?? 0)} ${unit.en}`,
    },
    subtitle: {
      id: `butuh ${figure(need)} · ada ${figure(available ?? 0)}${grouped}${sure}`,
      en: `need ${englishFigure(need)} · available ${englishFigure(available ?? 0)}${groupedEn}`,
    },
    at: null,
    // The operation's own stands before those of its areas.
    weight: (gap ?? 0) + (area === null ? FIRST : 0),
    area,
    holder: null,
    opens: {
      list: 'deployment.listNeed',
      where: area === null ? [] : [{ field: 'area', is: 'eq', value: area }],
      id: null,
    },
    action: null,
  };
}
