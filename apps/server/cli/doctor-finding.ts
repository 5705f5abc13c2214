import type { Localized } from '#shared/schema.ts';

/** What was looked at, how it stands, and what to do about it. */
export type Finding = {
  readonly check: string;
  readonly level: 'good' | 'warning' | 'bad';
  readonly text: Localized;
  /** Null when there is nothing to do. */
  readonly remedy: Localized | null;
};

export const good = (check: string, id: string, en: string): Finding => ({
  check,
  level: 'good',
  text: { id, en },
  remedy: null,
});

/** @param texts what is so and what to do, each in Indonesian and English */
export const amiss = (
  check: string,
  level: 'warning' | 'bad',
  texts: readonly [id: string, en: string],
  remedy: readonly [id: string, en: string],
): Finding => ({
  check,
  level,
  text: { id: texts[0], en: texts[1] },
  remedy: { id: remedy[0], en: remedy[1] },
});
