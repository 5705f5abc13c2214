import { type AreaLevel, isWithin, levelOf } from '#shared/area-code.ts';

/** One area as a field or a cell shows it. */
export type KnownArea = {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parentName: string | null;
};

/** Which areas may be chosen: at or below one of `within`, of one of `levels`; both left out: all. */
export type AreaLimits = {
  readonly within?: readonly string[] | undefined;
  readonly levels?: readonly AreaLevel[] | undefined;
};

// `31.73.07`, or the same without its dots as some lists write it.
const CODE = /^(\d{2})(?:\.?(\d{2})(?:\.?(\d{2})(?:\.?(\d{4}))?)?)?$/;
const AFTER_A_NAME = /,\D*\s(\d[\d.]*)$/;

/** The code that a text names: itself (`31.73.07`, `317307`), or what stands behind a name (`Palmerah, kec. 31.73.07`). */
export function codeOf(text: string): string | null {
  const typed = text.trim();
  const parts = CODE.exec(AFTER_A_NAME.exec(typed)?.[1] ?? typed);
  return parts ? parts.slice(1).filter(Boolean).join('.') : null;
}

/** Whether an area may be chosen here. */
export function isAllowed(code: string, { within, levels }: AreaLimits): boolean {
  const level = levelOf(code);
  if (level === null || (levels && !levels.includes(level))) return false;
  return within === undefined || within.length === 0 || within.some((area) => isWithin(code, area));
}

/** A name as it is compared: one office writes "Pal Merah", another "Palmerah". */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[\s.-]/g, '');
}

/** Whether every word of a text stands somewhere in an area's name, code or surroundings. */
export function fits({ name, code, parentName }: KnownArea, text: string): boolean {
  const said = [name, code, parentName ?? ''].map(bareName).join('/');
  return text.split(/[\s,]+/).every((word) => said.includes(bareName(word)));
}
