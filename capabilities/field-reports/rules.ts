/** Decisions about field reports. No storage and no clock: the phone runs the same file offline. */
import { isWithin } from '#shared/area-code.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import {
  type HelpNeeded,
  type KindDefinition,
  PHOTOS_LIMIT,
  type Place,
  type ReportDraft,
  type ReportState,
  reportStates,
  TEXT_LIMIT,
} from './report.ts';

export { type Hint, hintsFor } from './hints.ts';

/** What a form on the phone holds. Nothing but a kind and somewhere is needed. */
export type ReportForm = {
  readonly id: string;
  readonly operationId: string;
  readonly stationId: string | null;
  readonly area: string | null;
  readonly kind: string | null;
  readonly help: HelpNeeded;
  readonly text: string;
  /** The phone's clock, RFC 3339 in UTC. */
  readonly capturedAt: string;
  readonly place: Place | null;
  readonly photos: number;
  readonly aboutAgencyId: string | null;
  /** The earlier report of which this one tells more. */
  readonly follows?: string;
};

/** The report that a form makes, or why it makes none yet. */
export function draftOf(form: ReportForm, kinds: readonly KindDefinition[]): ReportDraft | Refusal {
  const kind = kinds.find((each) => each.key === form.kind);
  if (!kind) return refuse('field-report.unknown-kind', { kind: form.kind ?? '' });
  const draft: ReportDraft = {
    ...form,
    kind: kind.key,
    text: wholeText(form.text.trim().slice(0, TEXT_LIMIT)),
    photos: Math.min(form.photos, PHOTOS_LIMIT),
  };
  return whyNot(draft, kinds) ?? draft;
}

/** What stands against a report; null when nothing does. Asked by the phone before it keeps, by the server before it takes. */
export function whyNot(draft: ReportDraft, kinds: readonly KindDefinition[]): Refusal | null {
  const kind = kinds.find((each) => each.key === draft.kind);
  if (!kind) return refuse('field-report.unknown-kind', { kind: draft.kind });
  if (draft.stationId === null && draft.area === null && draft.place === null)
    return refuse('field-report.no-place');
  if (kind.bypassesSubject && draft.aboutAgencyId === null) return refuse('field-report.no-subject');
  return null;
}

/** Text that can be written anywhere: half of a character pair, as a cut emoji leaves it, becomes a question mark. */
export function wholeText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** How the first step towards an event is meant: peaceful assembly is facilitated, whatever the data forgot to say. */
export function stanceOf(kind: Pick<KindDefinition, 'key' | 'stance'>): string {
  return kind.key === 'assembly' && kind.stance === '' ? 'facilitate' : kind.stance;
}

/**
 * Kinds of agency that have to know, most wanted first. A report about an agency's own people goes where complaints
 * about agencies go, before anybody else.
 */
export function addresseeKinds(
  kind: KindDefinition,
  kinds: readonly KindDefinition[],
  isAboutAgency: boolean,
): readonly string[] {
  if (!isAboutAgency || kind.bypassesSubject) return kind.addressees;
  const complaints = kinds.filter((each) => each.bypassesSubject).flatMap((each) => each.addressees);
  return [...new Set([...complaints, ...kind.addressees])];
}

const YEAR_S = 365.25 * 86_400;
// A device may name the year 275760, which no database can add to or take from.
const SKEW_LIMIT_S = 200 * YEAR_S;
/** What is kept of an error has 32 bits, some 68 years. */
export const SKEW_KEPT_S = 2_147_483_647;

/** The phone's clock minus ours, in whole seconds, 200 years at most; null when the phone did not say. */
export function skewOf(device: Date | null, server: Date): number | null {
  return device === null
    ? null
    : within(Math.round((device.getTime() - server.getTime()) / 1000), SKEW_LIMIT_S);
}

/** The same as it is kept with a report; the time of what happened is corrected by the whole of it. */
export function keptSkew(skewS: number | null): number | null {
  return skewS === null ? null : within(skewS, SKEW_KEPT_S);
}

function within(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

/** Below this a wrong clock changes nothing that anybody decides. */
export const SKEW_TOLERATED_S = 120;

/** When it happened by our clock, in milliseconds since 1970: what the phone said, less the phone's error. */
export function happenedAtMs(captured: Date, skewS: number | null): number {
  const errorS = skewS !== null && Math.abs(skewS) > SKEW_TOLERATED_S ? skewS : 0;
  return captured.getTime() - errorS * 1000;
}

/**
 * Whether this was written after the shift of the card that sends it. Such a card only hands in what waited; as long as
 * the shift lasts, no clock of a phone is a reason to refuse. An emergency is taken all the same, and marked.
 */
export function isAfterShift(happenedMs: number, shiftEnds: Date | null, server: Date): boolean {
  if (shiftEnds === null || server.getTime() < shiftEnds.getTime()) return false;
  return happenedMs >= shiftEnds.getTime();
}

export const afterShift = refuse('field-report.after-shift');

export const afterShiftTaken: Localized = {
  id: 'Giliran jaga kartu ini sudah berakhir. Darurat tetap diterima, dan posko melihat bahwa dikirim sesudah jaga.',
  en: 'The shift of this card is over. The emergency was received all the same; the post sees that it came after the shift.',
};

/** What the sender should know about the clock of the phone. The report is taken whatever it says. */
export function clockNotices(captured: Date, skewS: number | null, server: Date): readonly Localized[] {
  if (skewS !== null && Math.abs(skewS) > SKEW_TOLERATED_S) return [wrongClock(skewS)];
  const aheadS = (happenedAtMs(captured, skewS) - server.getTime()) / 1000;
  return aheadS > SKEW_TOLERATED_S ? [fromTheFuture] : [];
}

const fromTheFuture: Localized = {
  id: 'Waktu laporan ini lebih lambat dari jam server. Laporan diterima; nyalakan "Tanggal & waktu otomatis" di HP.',
  en: 'This report is dated after the server’s time. It was received; switch on "automatic date and time" on the phone.',
};

function wrongClock(skewS: number): Localized {
  const { id, en } = spanWords(Math.abs(skewS));
  return {
    id: `Jam HP Anda ${id} lebih ${skewS > 0 ? 'cepat' : 'lambat'} dari server. Laporan diterima dan waktunya dikoreksi; nyalakan "Tanggal & waktu otomatis" di HP.`,
    en: `Your phone’s clock is ${en} ${skewS > 0 ? 'ahead of' : 'behind'} the server. The report was received and its time corrected; switch on "automatic date and time" on the phone.`,
  };
}

function spanWords(seconds: number): Localized {
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return { id: `${minutes} menit`, en: `${minutes} min` };
  const years = Math.floor(seconds / YEAR_S);
  if (years >= 1) return { id: `lebih dari ${years} tahun`, en: `more than ${years} years` };
  const hours = Math.round(minutes / 6) / 10;
  return { id: `${String(hours).replace('.', ',')} jam`, en: `${hours} h` };
}

/** The state after one more thing has happened: a report never goes back. */
export function stateAfter(state: ReportState, what: ReportState): ReportState {
  return reportStates.indexOf(what) > reportStates.indexOf(state) ? what : state;
}

/** Whether an area lies in an operation; without areas an operation is everywhere. */
export function liesInOperation(area: string, operationAreas: readonly string[]): boolean {
  return operationAreas.length === 0 || operationAreas.some((each) => isWithin(area, each));
}

/** Where a report is filed when its place lies outside the operation: with the sender, else with the operation. */
export function areaInstead(
  senderAreas: readonly string[],
  operationAreas: readonly string[],
): string | undefined {
  return (
    senderAreas.find((area) => area !== '' && liesInOperation(area, operationAreas)) ?? operationAreas[0]
  );
}

export const outsideOperation: Localized = {
  id: 'Lokasi laporan di luar wilayah operasi. Laporan diterima dan dicatat pada wilayah Anda; lokasinya tetap tersimpan.',
  en: 'The place of the report lies outside the operation. It was received and filed under your area; the place is kept.',
};

export const stationUnknown: Localized = {
  id: 'Pos itu tidak ada pada operasi ini. Laporan diterima dan dicatat menurut lokasinya; periksa pilihan pos.',
  en: 'That post is not part of this operation. The report was received and filed by its place; check the post.',
};

export const noAddressee: Localized = {
  id: 'Belum ada instansi pengawas yang dapat dituju. Laporan diterima; pimpinan operasi dari instansi lain dapat membaca dan menjawabnya.',
  en: 'There is no supervising agency to address yet. The report was received; lead roles of other agencies can read and answer it.',
};
