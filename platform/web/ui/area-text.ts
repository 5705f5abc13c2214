import { isWithin, levelOf } from '#shared/area-code.ts';
import type { AreaLimits } from './area-source.ts';

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
