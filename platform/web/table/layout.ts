import type { Localized } from '#shared/schema.ts';
import type { Column, Columns, ColumnType } from '#shared/table.ts';
import type { Language } from '../i18n/index.ts';

// Letters that a value of this type usually needs on the screen, whatever its raw text is.
const LETTERS: Partial<Record<ColumnType, number>> = { instant: 17, day: 16, area: 30, id: 18 };
const LETTER_PX = 7.2;
const TITLE_LETTER_PX = 6.6;
const PADDING_PX = 18;
/** Figures stand off the text that follows them, and are written in groups of three. */
const FIGURE_PX = 12;
/** The mark beside a word, the arrow beside a title. */
const MARK_PX = 18;
const SMALLEST_PX = 64;
const TEXT_MOST_PX = 260;
/** Below this a column is no longer readable; codes, times and figures are never cut. */
const LEAST_PX: Partial<Record<ColumnType, number>> = { text: 110, area: 130, choice: 140 };
const GROWING_LEAST_PX = 190;
/** A whole paragraph asks for no more than a long line. */
const GROWING_MOST_LETTERS = 120;
/** Text of more letters than this is read, not recognised: its column takes what is left over. */
const LONG_TEXT = 44;
const PICK_PX = 36;

export const ROW_PX = 34;
export const CARD_PX = 56;
/** Below this width rows become cards of two lines. */
export const NARROW_PX = 620;

export type Widths = {
  readonly declared: Columns;
  readonly pickable: boolean;
  readonly language: Language;
  /** Letters of the longest usual value of each field; missing while nothing is loaded. */
  readonly letters: ReadonlyMap<string, number>;
  /** Fields that take what is left over; left out: those with long text. */
  readonly grow: readonly string[] | undefined;
};

/** CSS grid tracks, and the width below which the list scrolls sideways. Codes, times and badges stay tight. */
export function tracksOf(fields: readonly string[], widths: Widths) {
  const { declared, letters, grow, pickable } = widths;
  const sizes = fields.map((field) => {
    const column = declared[field];
    const held = letters.get(field);
    const isGrowing = grow ? grow.includes(field) : column?.type === 'text' && (held ?? 0) > LONG_TEXT;
    const wanted = wantedPx(column, held, widths.language);
    return isGrowing
      ? { isGrowing, least: GROWING_LEAST_PX, wanted: growingPx(held) }
      : { isGrowing, least: leastPx(column, wanted), wanted };
  });
  const someGrow = sizes.some(({ isGrowing }) => isGrowing);
  const tracks = sizes.map(({ isGrowing, least, wanted }) =>
    isGrowing || !someGrow ? `minmax(${least}px, ${wanted}fr)` : `minmax(${least}px, ${wanted}px)`,
  );
  return {
    template: [...(pickable ? [`${PICK_PX}px`] : []), ...tracks].join(' '),
    minWidthPx: sizes.reduce((sum, { least }) => sum + least, pickable ? PICK_PX : 0),
  };
}

function wantedPx(column: Column | undefined, letters: number | undefined, language: Language): number {
  const known = (column && LETTERS[column.type]) ?? letters ?? 16;
  const mark = column?.type === 'choice' ? MARK_PX : column?.type === 'number' ? FIGURE_PX : 0;
  const value = Math.max(known * LETTER_PX + mark, titlePx(column?.title, language)) + PADDING_PX;
  const most = column?.type === 'text' ? TEXT_MOST_PX : Number.POSITIVE_INFINITY;
  return Math.round(Math.max(SMALLEST_PX, Math.min(value, most)));
}

function leastPx(column: Column | undefined, wanted: number): number {
  return Math.min(wanted, (column && LEAST_PX[column.type]) ?? wanted);
}

function growingPx(letters = LONG_TEXT): number {
  return Math.max(GROWING_LEAST_PX, Math.round(Math.min(letters, GROWING_MOST_LETTERS) * LETTER_PX));
}

function titlePx(title: Localized | undefined, language: Language): number {
  return (title?.[language].length ?? 0) * TITLE_LETTER_PX + MARK_PX;
}

/** What leads a row of two lines: the fields asked for, else the first text. The rest follows in its order. */
export function cardOf(
  fields: readonly string[],
  declared: Columns,
  lead: readonly string[] | undefined,
): { lead: readonly string[]; rest: readonly string[] } {
  const asked = (lead ?? []).filter((field) => fields.includes(field));
  const first = fields.find((field) => declared[field]?.type === 'text') ?? fields[0];
  const leading = asked.length > 0 ? asked : first === undefined ? [] : [first];
  return { lead: leading, rest: fields.filter((field) => !leading.includes(field)) };
}
