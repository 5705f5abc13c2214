/** Letters that no face of the printed report has: a visible mark takes their place, and both paper and screen name them. */
import type { PrintedReport } from './printed.ts';
import type { Part, Section } from './sections.ts';
import type { ReplacedLetter } from './shape.ts';

export const REPLACEMENT = '\u25a1';

// Every face has these; a test holds it. All else is asked of the typesetter.
const USUAL = /^[\n\r\t\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018-\u201d\u2020-\u2022\u2026\u2212\u25a1]*$/;
// A letter as a reader counts them: with its accents, an emoji with its parts.
const letters = new Intl.Segmenter('id', { granularity: 'grapheme' });
const split = (text: string) => [...letters.segment(text)].map(({ segment }) => segment);

/** The letters of a text that some face may lack, each once. */
export function unusualLetters(text: string): readonly string[] {
  if (USUAL.test(text)) return [];
  return [...new Set(split(text).filter((letter) => !USUAL.test(letter)))];
}

/** The same of a whole report. */
export function unusualLettersOf(report: PrintedReport): readonly string[] {
  return [...new Set(placesOf(report).flatMap(({ texts }) => texts.flatMap(unusualLetters)))];
}

/** Which of these letters stand where in a report, in the order of the paper. */
export function replacedIn(report: PrintedReport, missing: ReadonlySet<string>): ReplacedLetter[] {
  const places = placesOf(report).map(({ place, texts }) => ({
    place,
    has: new Set(texts.flatMap(unusualLetters)),
  }));
  const there = unusualLettersOf(report).filter((letter) => missing.has(letter));
  return there.map((letter) => {
    const where = places.filter(({ has }) => has.has(letter)).map(({ place }) => place);
    return { letter, code: codeOf(letter), where };
  });
}

/** The report with the mark in place of each missing letter, and a line that says which they were. */
export function withoutLetters(report: PrintedReport, missing: ReadonlySet<string>): PrintedReport {
  const replaced = replacedIn(report, missing);
  if (replaced.length === 0) return report;
  const codes = replaced.map(({ code, where }) => `${code} (${where.map(({ id }) => id).join('; ')})`);
  const mend = (text: string) =>
    unusualLetters(text).some((letter) => missing.has(letter))
      ? split(text)
          .map((letter) => (missing.has(letter) ? REPLACEMENT : letter))
          .join('')
      : text;
  return {
    ...mapTexts(report, mend),
    lettersNote: `Tanda ${REPLACEMENT} menggantikan huruf yang tidak ada pada huruf cetak: ${codes.join(', ')}.`,
  };
}

/** `U+1D01D`; of a letter with parts, all of them. */
function codeOf(letter: string): string {
  return [...letter]
    .map((point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

const LETTERHEAD = { id: 'kop surat', en: 'letterhead' };
const HEAD = { id: 'kepala laporan', en: 'head of the report' };
const SIGNATURE = { id: 'tanda tangan', en: 'signature' };

function placesOf(report: PrintedReport) {
  const { letterhead, operation, number, footer, marks, head, sections, signature } = report;
  return [
    { place: LETTERHEAD, texts: letterhead },
    { place: HEAD, texts: [operation, number, footer, ...marks, ...head.flat()] },
    ...sections.map((section) => ({
      place: { id: section.title, en: section.title },
      texts: [section.title, ...section.parts.flatMap(textsOf)],
    })),
    { place: SIGNATURE, texts: Object.values(signature) },
  ];
}

function textsOf(part: Part): readonly string[] {
  if (part.kind === 'table') return [...part.header, ...part.rows.flat()];
  return part.kind === 'list' ? part.items : [part.text];
}

function mapTexts(report: PrintedReport, mend: (text: string) => string): PrintedReport {
  const { letterhead, operation, number, footer, marks, head, sections, signature } = report;
  const { placeAndDay, office, name, rank } = signature;
  return {
    ...report,
    operation: mend(operation),
    number: mend(number),
    footer: mend(footer),
    letterhead: letterhead.map(mend),
    marks: marks.map(mend),
    head: head.map(([key, value]) => [mend(key), mend(value)] as const),
    sections: sections.map(
      (section): Section => ({
        title: mend(section.title),
        parts: section.parts.map((part) => mapPart(part, mend)),
      }),
    ),
    signature: { placeAndDay: mend(placeAndDay), office: mend(office), name: mend(name), rank: mend(rank) },
  };
}

function mapPart(part: Part, mend: (text: string) => string): Part {
  if (part.kind === 'table')
    return { ...part, header: part.header.map(mend), rows: part.rows.map((row) => row.map(mend)) };
  return part.kind === 'list' ? { ...part, items: part.items.map(mend) } : { ...part, text: mend(part.text) };
}
