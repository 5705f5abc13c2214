/** Whether a record of the frame can be restated. Pure. */
import { canonicalJson, type Json } from '#shared/canonical-json.ts';
import { type Refusal, refuse } from '#shared/problem.ts';

type Stating = {
  readonly key: string;
  /** Version 0: nothing was said under this key yet. */
  readonly stated: { readonly version: number; readonly isWithdrawn: boolean };
  readonly before: Json | null;
  readonly after: Json;
  /** The version that the caller saw; null: the caller believes that nothing was said. */
  readonly madeFrom: number | null;
};

/** The version that the record gets; `same` where nothing would change, which makes a resend harmless. */
export function decideStating(wanted: Stating): number | 'same' | Refusal {
  const { key, stated, before, after, madeFrom } = wanted;
  const { version, isWithdrawn } = stated;
  if (before !== null && !isWithdrawn && canonicalJson(before) === canonicalJson(after)) return 'same';
  if (madeFrom === null) {
    return before === null || isWithdrawn ? version + 1 : refuse('operation.key-taken', { key });
  }
  return madeFrom === version ? version + 1 : refuse('operation.changed-meanwhile');
}

type Span = { readonly firstDay: string; readonly lastDay: string };

export function overlaps(a: Span, b: Span): boolean {
  return a.firstDay <= b.lastDay && b.firstDay <= a.lastDay;
}
