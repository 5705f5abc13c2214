/** Official hierarchical area codes (Kemendagri): province, regency, district, village. */
export const areaLevels = ['province', 'regency', 'district', 'village'] as const;
export type AreaLevel = (typeof areaLevels)[number];

const LENGTH_OF_LEVEL: Record<number, AreaLevel> = {
  2: 'province',
  5: 'regency',
  8: 'district',
  13: 'village',
};

/** The level that a code names, by its length; null when it is no code. */
export function levelOf(code: string): AreaLevel | null {
  return LENGTH_OF_LEVEL[code.length] ?? null;
}

/** `31.73.01` of `31.73.01.1001`; null for a province. */
export function parentOf(code: string): string | null {
  const dot = code.lastIndexOf('.');
  return dot < 0 ? null : code.slice(0, dot);
}

/** The code's own ancestor at a level, or null when the code is higher than that. */
export function ancestorAt(code: string, level: AreaLevel): string | null {
  const length = { province: 2, regency: 5, district: 8, village: 13 }[level];
  return code.length >= length ? code.slice(0, length) : null;
}

/** Whether `code` is `area` or lies below it. The empty area contains everything. */
export function isWithin(code: string, area: string): boolean {
  return area === '' || code === area || code.startsWith(`${area}.`);
}

/**
 * The half-open range [from, to) of all codes at or below an area, in byte order.
 * '/' is the character after '.', so every `31.73.…` sorts before `31.73/`.
 */
export function rangeOf(area: string): { from: string; to: string } {
  return { from: area, to: `${area}/` };
}
