/** What a field report consists of, on the phone and on the wire. */
import {
  AreaCode,
  Id,
  Instant,
  Latitude,
  Localized,
  Longitude,
  nullable,
  object,
  oneOf,
  paragraph,
  type Static,
  Type,
} from '#shared/schema.ts';

export const helpNeeded = ['no', 'now', 'later'] as const;
export type HelpNeeded = (typeof helpNeeded)[number];

/** How many photographs one report may carry. */
export const PHOTOS_LIMIT = 6;
export const TEXT_LIMIT = 2000;

export const Place = object({
  lon: Longitude,
  lat: Latitude,
  accuracyM: Type.Number({ minimum: 0, maximum: 100_000 }),
});
export type Place = Static<typeof Place>;

/** What the emergency button sends. It reaches the police and those who lead, before anything else. */
export const EMERGENCY_KIND = 'emergency';

/** What the button wrote in builds that sent it as a disorder; such phones are still in use. */
export const FORMER_EMERGENCY_TEXTS: readonly string[] = [
  'Darurat: butuh bantuan segera.',
  'Emergency: help is needed now.',
];

/** Whether somebody pressed the emergency button, on this build of the field app or an earlier one. */
export function isEmergency(report: { kind: string; help: HelpNeeded; text: string }): boolean {
  const { kind, help, text } = report;
  return kind === EMERGENCY_KIND || (help === 'now' && FORMER_EMERGENCY_TEXTS.includes(text));
}

export const KindKey = Type.String({ pattern: '^[a-z][a-z-]{1,39}$' });

/** What a phone keeps and sends. `id` is made on the phone, so that sending twice is harmless. */
export const ReportDraft = object({
  id: Id,
  operationId: Id,
  /** The post from which it is reported; null away from any. */
  stationId: nullable(Id),
  /** Where it happened, as a village or higher; null when only a place is known. */
  area: nullable(AreaCode),
  kind: KindKey,
  help: oneOf(helpNeeded),
  text: paragraph(TEXT_LIMIT),
  /** The phone's clock when it was written; a send time never replaces it. */
  capturedAt: Instant,
  place: nullable(Place),
  /** How many photographs will follow. */
  photos: Type.Integer({ minimum: 0, maximum: PHOTOS_LIMIT }),
  /** The agency whose own people it is about; such a report bypasses that agency. */
  aboutAgencyId: nullable(Id),
  /** The earlier report of the same sender of which this one tells more. */
  follows: Type.Optional(Id),
});
export type ReportDraft = Static<typeof ReportDraft>;

/** A signed promise: this leaf will stand in the journal. */
export const Receipt = object({
  id: Id,
  /** To be read aloud: `K7-4QXM`. */
  code: Type.String(),
  receivedAt: Instant,
  promise: object({
    leafId: Id,
    /** Hex SHA-256 of the leaf. */
    leafHash: Type.String(),
    /** Ed25519 over `promiseText(…)`, base64url. */
    signature: Type.String(),
    /** Raw 32 bytes, base64url. */
    publicKey: Type.String(),
  }),
  /** What the sender should know, for instance that the phone's clock is two hours ahead. */
  notices: Type.Array(Localized),
});
export type Receipt = Static<typeof Receipt>;

/** The text under the signature of a receipt. */
export function promiseText(promised: { leafId: string; leafHash: string; receivedAt: string }): string {
  return `rakor-promise v1\n${promised.leafId}\n${promised.leafHash}\n${promised.receivedAt}`;
}

export const reportStates = ['received', 'read', 'acted', 'answered'] as const;
export type ReportState = (typeof reportStates)[number];
export const stateWords = {
  received: { id: 'diterima', en: 'received' },
  read: { id: 'dibaca', en: 'read' },
  acted: { id: 'ditindaklanjuti', en: 'acted on' },
  answered: { id: 'dijawab', en: 'answered' },
} as const satisfies Record<ReportState, Localized>;

/** One thing that became of a report. `by` is the agency that did it; desks also read who. */
export const Step = object({
  at: Instant,
  /** The same moment by the operation's clock; left out by servers before this field. */
  operationAt: Type.Optional(Instant),
  what: oneOf(reportStates),
  by: nullable(Type.String()),
  note: nullable(Type.String()),
});
export type Step = Static<typeof Step>;

/** One kind of report as data: who has to know, and what to tell the person who writes. */
export const KindDefinition = object({
  key: KindKey,
  name: Localized,
  icon: Type.String(),
  /** Kinds of agency, the first that takes part and is not the subject; `posko` is the operations post. */
  addressees: Type.Array(Type.String(), { minItems: 1, maxItems: 6 }),
  bypassesSubject: Type.Boolean(),
  stance: Type.String(),
  hint: Localized,
});
export type KindDefinition = Static<typeof KindDefinition>;
