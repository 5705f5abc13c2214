import type { Columns, ColumnType } from '#shared/table.ts';

// Pixels below which a column of this type is no longer readable, and its share of what is left over.
const WIDTHS: Record<ColumnType, readonly [minPx: number, share: number]> = {
  text: [150, 2],
  number: [84, 0.8],
  instant: [124, 1],
  day: [126, 1],
  choice: [124, 1.2],
  area: [112, 1],
  id: [150, 1],
};
const PICK_PX = 36;

export const ROW_PX = 34;
export const CARD_PX = 56;
/** Below this width rows become cards of two lines. */
export const NARROW_PX = 620;

/** CSS grid tracks, and the width below which the list scrolls sideways. */
export function tracksOf(fields: readonly string[], declared: Columns, pickable: boolean) {
  const widths = fields.map((field) => WIDTHS[declared[field]?.type ?? 'text']);
  const tracks = widths.map(([minPx, share]) => `minmax(${minPx}px, ${share}fr)`);
  return {
    template: [...(pickable ? [`${PICK_PX}px`] : []), ...tracks].join(' '),
    minWidthPx: widths.reduce((sum, [minPx]) => sum + minPx, pickable ? PICK_PX : 0),
  };
}
