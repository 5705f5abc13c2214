import type { Columns, Condition } from '#shared/table.ts';
import { dayOf } from '#shared/time.ts';
import { operationNow, useAddressOperation, useOpenOperation } from '../shell/context.ts';
import { useKnownArea } from '../ui/index.ts';

const LONGEST_PLACE = 60;

/** Place and day for the name of a file: `jakarta-barat-2024-11-25`; empty for what belongs to no operation. */
export function useFileAbout(declared: Columns, where: readonly Condition[]): string {
  const isBelowOperation = useAddressOperation() !== null;
  const open = useOpenOperation();
  const operation = isBelowOperation ? open : null;
  const code = placeOf(declared, where) ?? (operation?.areas.length === 1 ? operation.areas[0] : undefined);
  const area = useKnownArea(code ?? '');
  if (!operation) return '';
  const place = slugOf(area?.name ?? operation.name);
  return [place, dayOf(operationNow(operation), operation.zone)].filter(Boolean).join('-');
}

/** The one area that the list is narrowed to. */
function placeOf(declared: Columns, where: readonly Condition[]): string | undefined {
  const [value, ...others] = where.flatMap((one) =>
    declared[one.field]?.type === 'area' && one.is === 'within' ? [one.value] : [],
  );
  return typeof value === 'string' && others.length === 0 ? value : undefined;
}

/** Letters and figures that every file system takes. */
export function slugOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_PLACE)
    .replace(/^-+|-+$/g, '');
}
