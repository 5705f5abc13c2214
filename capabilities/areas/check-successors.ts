/** Decisions about the rows of a file of code successions. */
import { isWithin } from '#shared/area-code.ts';
import { type FieldError, rowError } from '#shared/problem.ts';
import { codeFault, inOrder, outsideReach, withoutDuplicates } from './row-faults.ts';
import type { Checked, Planned } from './rules.ts';

export type SuccessorValues = {
  readonly old: string;
  readonly new: string;
  readonly reason: string;
  readonly source: string;
};
export type SuccessorColumn = 'old' | 'new' | 'reason';
export type SuccessorRow = {
  readonly number: number;
  readonly cells: Readonly<Record<SuccessorColumn, string>>;
};

export type SuccessorSurroundings = {
  readonly isKnown: (code: string) => boolean;
  /** By `old>new`. */
  readonly known: ReadonlyMap<string, SuccessorValues>;
  readonly reach: readonly string[];
  readonly source: string;
};

/** The old code need not be known: that is why somebody writes down what came after it. */
export function checkSuccessors(
  rows: readonly SuccessorRow[],
  around: SuccessorSurroundings,
): Checked<SuccessorValues> {
  const errors: FieldError[] = [];
  const fit = rows.filter((row) => {
    const faults = faultsOf(row, around);
    errors.push(...faults);
    return faults.length === 0;
  });
  const unique = withoutDuplicates(fit, keyOf, errors);
  const planned = unique.map((row): Planned<SuccessorValues> => {
    const { cells, number } = row;
    const key = keyOf(row);
    const before = around.known.get(key) ?? null;
    const after = { old: cells.old, new: cells.new, reason: cells.reason, source: around.source };
    return { number, key, after, before, isSame: before?.reason === after.reason };
  });
  return { planned, errors: inOrder(errors) };
}

function keyOf({ cells }: SuccessorRow): string {
  return `${cells.old}>${cells.new}`;
}

function faultsOf({ number, cells }: SuccessorRow, around: SuccessorSurroundings): FieldError[] {
  const form = [codeFault(number, 'old', cells.old), codeFault(number, 'new', cells.new)].filter(
    (fault) => fault !== null,
  );
  if (form.length > 0) return form;
  const faults: FieldError[] = [];
  if (cells.old === cells.new)
    faults.push(
      rowError(
        { row: number, field: 'new', code: 'areas.row.same-code' },
        { id: 'Kode lama dan baru sama.', en: 'The old and the new code are the same.' },
      ),
    );
  if (!around.isKnown(cells.new))
    faults.push(
      rowError(
        { row: number, field: 'new', code: 'areas.row.code-unknown' },
        {
          id: `Wilayah ${cells.new} belum ada. Muat dahulu namanya.`,
          en: `Area ${cells.new} is not known. Import its name first.`,
        },
      ),
    );
  if (cells.reason === '')
    faults.push(
      rowError(
        { row: number, field: 'reason', code: 'areas.row.reason-empty' },
        {
          id: 'Alasan kosong. Sebut keputusannya, misalnya pemekaran 2022.',
          en: 'The reason is empty. Name the decision, for instance the split of 2022.',
        },
      ),
    );
  if (!around.reach.some((area) => isWithin(cells.new, area))) faults.push(outsideReach(number, cells.new));
  return faults;
}
