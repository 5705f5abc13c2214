/** Decisions about agencies, units and who answers for a place. No storage, no clock. */
import { isWithin } from '#shared/area-code.ts';
import { type FieldError, type Refusal, refuse, rowError } from '#shared/problem.ts';

/** A unit as its tree knows it. */
export type TreeUnit = {
  readonly id: string;
  readonly agencyId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly isRetired: boolean;
};

/** Why a unit cannot hang below that parent; null when it can. */
export function parentFault(
  unit: { id: string; agencyId: string },
  parentId: string | null,
  units: ReadonlyMap<string, TreeUnit>,
): Refusal | null {
  if (parentId === null) return null;
  const parent = units.get(parentId);
  if (!parent || parent.agencyId !== unit.agencyId) return refuse('agencies.unit-elsewhere');
  if (parent.isRetired) return refuse('agencies.retired', { name: parent.name });
  for (
    let at: TreeUnit | undefined = parent;
    at;
    at = at.parentId === null ? undefined : units.get(at.parentId)
  ) {
    if (at.id === unit.id) return refuse('agencies.unit-circle');
  }
  return null;
}

/**
 * Orders jurisdictions that cover an area: the longest code first, an agency's unit before the agency itself, then by
 * key, so that the same question always gets the same answer.
 */
export function mostSpecificFirst<
  J extends { readonly through: string; readonly unitId: string | null; readonly key: string },
>(found: readonly J[], area: string): J[] {
  return found
    .filter((one) => isWithin(area, one.through))
    .sort(
      (a, b) =>
        b.through.length - a.through.length ||
        Number(b.unitId !== null) - Number(a.unitId !== null) ||
        (a.key < b.key ? -1 : 1),
    );
}

/** Somebody who can hold a jurisdiction: an agency, or one of its units. */
export type Holder = { readonly agencyId: string; readonly unitId: string | null };
export type JurisdictionCells = { readonly number: number; readonly holder: string; readonly area: string };
export type PlannedJurisdiction = Holder & {
  readonly number: number;
  readonly holder: string;
  readonly area: string;
  readonly isSame: boolean;
};

export type JurisdictionSurroundings = {
  readonly holders: ReadonlyMap<string, Holder>;
  readonly knowsArea: (code: string) => boolean;
  /** `agencyId unitId area` of what is recorded already. */
  readonly recorded: ReadonlySet<string>;
  readonly mayChange: (area: string) => boolean;
};

export function jurisdictionKey({ agencyId, unitId }: Holder, area: string): string {
  return `${agencyId} ${unitId ?? '-'} ${area}`;
}

/** Decides every row of a file of jurisdictions. */
export function checkJurisdictions(
  rows: readonly JurisdictionCells[],
  around: JurisdictionSurroundings,
): { planned: PlannedJurisdiction[]; errors: FieldError[] } {
  const planned: PlannedJurisdiction[] = [];
  const errors: FieldError[] = [];
  const rowsByKey = new Map<string, number[]>();
  for (const { number, holder, area } of rows) {
    const key = `${holder} ${area}`;
    rowsByKey.set(key, [...(rowsByKey.get(key) ?? []), number]);
  }
  for (const row of rows) {
    const holder = around.holders.get(row.holder);
    const twins = rowsByKey.get(`${row.holder} ${row.area}`) ?? [];
    const fault = rowFault(row, holder, around) ?? twinFault(row, twins);
    if (fault) errors.push(fault);
    else if (holder)
      planned.push({ ...holder, ...row, isSame: around.recorded.has(jurisdictionKey(holder, row.area)) });
  }
  return { planned, errors };
}

function rowFault(
  { number, holder: key, area }: JurisdictionCells,
  holder: Holder | undefined,
  around: JurisdictionSurroundings,
): FieldError | null {
  if (!holder)
    return rowError(
      { row: number, field: 'holder', code: 'agencies.row.holder-unknown' },
      {
        id: `Tidak ada instansi atau satuan aktif berkunci "${key}". Periksa kuncinya di daftar instansi.`,
        en: `No active agency or unit has the key "${key}". Look it up in the list of agencies.`,
      },
    );
  if (!around.knowsArea(area)) return areaFault(number, area);
  if (!around.mayChange(area))
    return rowError(
      { row: number, field: 'area', code: 'agencies.row.not-yours' },
      { id: `${area} di luar wilayah wewenang Anda.`, en: `${area} lies outside your areas.` },
    );
  return null;
}

function areaFault(number: number, area: string): FieldError {
  const parts = /^(\d{2})(\d{2})?(\d{2})?(\d{4})?$/
    .exec(area.replace(/[\s.]/g, ''))
    ?.slice(1)
    .filter((part) => part !== undefined);
  const suggested = parts?.join('.') ?? '';
  return suggested !== '' && suggested !== area
    ? rowError(
        { row: number, field: 'area', code: 'agencies.row.area-form' },
        {
          id: `Kode "${area}" kurang titik. Maksudnya ${suggested}?`,
          en: `Code "${area}" lacks dots. Did you mean ${suggested}?`,
        },
      )
    : rowError(
        { row: number, field: 'area', code: 'agencies.row.area-unknown' },
        {
          id: `Wilayah "${area}" tidak ada dalam data wilayah. Periksa kodenya atau muat wilayahnya dahulu.`,
          en: `Area "${area}" is not in the data. Check the code or import the area first.`,
        },
      );
}

function twinFault({ number, holder, area }: JurisdictionCells, twins: readonly number[]): FieldError | null {
  const other = twins.find((twin) => twin !== number);
  if (other === undefined) return null;
  return rowError(
    { row: number, field: 'area', code: 'agencies.row.duplicate' },
    {
      id: `${holder} dan ${area} ada juga di baris ${other}. Hapus salah satunya.`,
      en: `${holder} with ${area} stands in row ${other} as well. Remove one of them.`,
    },
  );
}
