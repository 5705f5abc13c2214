/** By when a tranche is to be paid, and unspent money to be back: the law that this server knows, on its calendar. */
import { type Anchor, dueDay, type HolidayTable, type Rule, ruleOn } from '#engines/legal-clock/index.ts';
import type { LawRule, LegalDue } from './grant.ts';

/** `percent`: part of a grant that the rule speaks of; null where it speaks of the rest. */
export type GrantRule = Rule & { readonly percent: number | null; readonly url: string | null };
/** Rules and tables of holidays, in every version that is kept. */
export type Law = { readonly rules: readonly GrantRule[]; readonly tables: readonly HolidayTable[] };

/** Days on which the due days of an operation hang; null where nobody stated them. */
export type Anchors = { readonly voting: string | null; readonly inauguration: string | null };

const nothing: LegalDue = {
  day: null,
  basis: 'none',
  from: null,
  rule: null,
  table: null,
  assumed: false,
  skipped: [],
  uncovered: [],
};

/** The version of a rule that holds for a day. */
export function ruleFor(law: Law, key: string, day: string): GrantRule | undefined {
  const found = ruleOn(law.rules, key, day);
  return law.rules.find(({ id, version }) => id === found?.id && version === found.version);
}

/** @param today decides about the version of the rule where the signing day is not known */
export function dueOf(
  law: Law,
  tranche: { readonly rule: string | null; readonly dueOn: string | null; readonly signedOn: string | null },
  known: Anchors & { readonly today: string },
): LegalDue {
  const { rule: key, dueOn, signedOn } = tranche;
  if (dueOn !== null) return { ...nothing, day: dueOn, basis: 'agreed' };
  const rule = key === null ? undefined : ruleFor(law, key, signedOn ?? known.today);
  if (!rule) return nothing;
  return counted(law, rule, { signing: signedOn, ...anchorsOf(known) });
}

/** When what was not spent has to be back, by the rule that speaks of no part of the grant. */
export function returnDue(law: Law, known: Anchors & { readonly today: string }): LegalDue {
  const key = law.rules.find(({ percent }) => percent === null)?.id;
  const rule = key === undefined ? undefined : ruleFor(law, key, known.inauguration ?? known.today);
  return rule ? counted(law, rule, { signing: null, ...anchorsOf(known) }) : nothing;
}

function anchorsOf({ voting, inauguration }: Anchors) {
  return { voting, inauguration };
}

function counted(law: Law, rule: GrantRule, anchors: Record<Anchor, string | null>): LegalDue {
  const { day, from, assumed, skipped, uncovered, tables } = dueDay(rule, anchors, law.tables);
  return {
    day,
    basis: rule.from,
    from,
    rule: ruleRow(rule),
    table: tables.length > 0 ? tables.join(', ') : null,
    assumed,
    skipped: skipped.map((one) => ({ ...one })),
    uncovered: [...uncovered],
  };
}

export function ruleRow({ id: key, text, ...rule }: GrantRule): LawRule {
  const { version, validFrom, validTo, citation, url, standing, from, percent } = rule;
  return { key, version, validFrom, validTo, text: { ...text }, citation, url, standing, from, percent };
}
