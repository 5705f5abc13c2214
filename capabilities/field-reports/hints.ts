/** What is said to a person who writes, before they send: advice, never a block. Runs on the phone. */
import type { Localized } from '#shared/schema.ts';

export type Hint = {
  readonly key: 'person' | 'phone-number' | 'id-number' | 'votes';
  readonly text: Localized;
};

const ID_NUMBER: Hint = {
  key: 'id-number',
  text: {
    id: 'Tampaknya ada NIK. Hapus nomor kependudukan warga; cukup tulis peristiwanya.',
    en: 'This looks like a national id number. Remove it; the event is enough.',
  },
};
const PHONE_NUMBER: Hint = {
  key: 'phone-number',
  text: {
    id: 'Tampaknya ada nomor telepon. Nomor warga tidak perlu ditulis di sini.',
    en: 'This looks like a phone number. Numbers of citizens need not stand here.',
  },
};
const PERSON: Hint = {
  key: 'person',
  text: {
    id: 'Tampaknya ada nama warga. Tulis peristiwanya, bukan siapa orangnya.',
    en: 'This looks like the name of a citizen. Describe the event, not who the person is.',
  },
};
const VOTES: Hint = {
  key: 'votes',
  text: {
    id: 'Tampaknya ada perolehan suara. Rakor tidak mencatat hasil; hapus angkanya.',
    en: 'This looks like a vote count. Rakor records no results; remove the figures.',
  },
};

// Sixteen digits, also in groups as people copy them from a card.
const ID_DIGITS = /(?<!\d)(?:\d[ .-]?){15}\d(?!\d)/;
// Indonesian numbers: 08…, 628…, +62 8…, or a landline with its area code.
const PHONE_DIGITS = /(?<![\d.])(?:\+?62|0)[ .-]?(?:8(?:[ .-]?\d){8,11}|[2-7]\d{1,2}[ .-]?\d{5,8})(?!\d)/;
const NAMED =
  /(?<![\p{L}])(?:a\.?n\.?|atas nama|bernama|berinisial|inisial|nik|ktp|namanya|nama)\s*[:=]?\s+(?!(?:tps|jalan|jl|desa|kelurahan|instansi)\b)\p{L}{2,}/iu;
// `Bapak Joko`, `Sdr. Budi`: a title and a word with a capital letter.
const TITLED =
  /(?<![\p{L}])(?:[Bb]apak|[Bb]pk|[Ii]bu|[Ss]dri?|[Ss]audara|[Ss]audari|[Hh]j?)\.?\s+\p{Lu}\p{Ll}{2,}/u;
const OFFICES =
  /(?<![\p{L}])(?:[Bb]apak|[Bb]pk|[Ii]bu)\.?\s+(?:Ketua|Lurah|Camat|Kapolsek|Kapolres|Danramil|RT|RW|KPPS)/u;
const COUNTED_VOTES =
  /(?:suara\s+(?:sah|tidak sah)|perolehan(?:\s+suara)?|hasil\s+(?:hitung|penghitungan|suara)|(?:paslon|calon|nomor urut|no\.? urut)\s*\d+\s*[:=])\D{0,25}\d+|\d+\s+suara(?!\p{L})|(?:paslon|calon)\s*\d+\s+(?:unggul|menang|memperoleh|mendapat)/iu;

/** Advice about a text; empty when there is nothing to say. A gentle guess by patterns, which errs both ways. */
export function hintsFor(text: string): readonly Hint[] {
  const hints: Hint[] = [];
  const hasId = ID_DIGITS.test(text);
  if (hasId) hints.push(ID_NUMBER);
  if (!hasId && PHONE_DIGITS.test(text)) hints.push(PHONE_NUMBER);
  if (NAMED.test(text) || (TITLED.test(text) && !OFFICES.test(text))) hints.push(PERSON);
  if (COUNTED_VOTES.test(text)) hints.push(VOTES);
  return hints;
}
