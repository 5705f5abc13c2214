import { type Localized, object, type Static, Type } from './schema.ts';

/** One field of the input that cannot be accepted, and what to do about it. */
export const FieldError = object({
  row: Type.Optional(Type.Integer({ description: 'Row of an imported file, the header is row 1' })),
  field: Type.String({ description: 'Path of the field, for instance /body/capturedAt' }),
  code: Type.String(),
  message: object({ id: Type.String(), en: Type.String() }),
});
export type FieldError = Static<typeof FieldError>;

/** What is wrong with one cell of an imported file; `row` counts as a spreadsheet does, the header is 1. */
export function rowError(
  at: { readonly row: number; readonly field: string; readonly code: string },
  message: Localized,
): FieldError {
  return { ...at, message };
}

/** What goes over the wire when something is refused (RFC 9457 problem details). */
export const Problem = object({
  type: Type.String({ description: 'urn:rakor:problem:<code>' }),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String({ description: 'Stable, for programs: incident.already-closed' }),
  detail: object({ id: Type.String(), en: Type.String() }),
  errors: Type.Optional(Type.Array(FieldError)),
  retryAfterS: Type.Optional(Type.Integer()),
});
export type Problem = Static<typeof Problem>;

/** What a code means, in two languages, and which HTTP status carries it. `{name}` is filled from params. */
export type ProblemText = { readonly status: number; readonly id: string; readonly en: string };
export type ProblemCatalogue = Readonly<Record<string, ProblemText>>;

/** A refusal: a decision, not an accident. Rules return it; the endpoint turns it into a problem. */
export type Refusal = {
  readonly refused: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldError[];
};

export function refuse(
  code: string,
  params: Refusal['params'] = {},
  errors: readonly FieldError[] = [],
): Refusal {
  return { refused: code, params, errors };
}

export function isRefusal(value: unknown): value is Refusal {
  return (
    typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string'
  );
}

/** Thrown by a handler to stop with a refusal; the transaction rolls back. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** Gives back the value, or stops with its refusal. */
export function accept<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Refused(value);
  return value;
}

export function fill(template: string, params: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export const platformProblems = {
  'operation.not-admitted': {
    status: 409,
    id: 'Operasi ini belum boleh berjalan: KPU dan Polri belum menerima siapa pengelola server. Lihat Operasi → Pengelola server.',
    en: 'This operation may not run yet: KPU and the police have not accepted who operates the server. See Operation → Operator.',
  },
  'input.invalid': {
    status: 422,
    id: 'Ada isian yang belum benar. Perbaiki bagian yang ditandai, lalu kirim lagi.',
    en: 'Some fields are not right yet. Mend the marked ones and send again.',
  },
  'input.malformed': {
    status: 400,
    id: 'Isi kiriman bukan JSON yang utuh. Kirim ulang dari aplikasi.',
    en: 'The body is not complete JSON. Send it again from the application.',
  },
  'input.too-large': {
    status: 413,
    id: 'Kiriman melebihi batas {limit}. Kecilkan; tabel dan peta bagi per provinsi atau kabupaten/kota. Lalu kirim lagi.',
    en: 'The upload is over the limit of {limit}. Make it smaller; split tables and maps by province or kabupaten/kota. Then send again.',
  },
  'input.too-many-rows': {
    status: 422,
    id: 'Tabel ini lebih dari {limit} baris. Bagi per provinsi atau per kabupaten/kota, lalu muat satu per satu.',
    en: 'This table has more than {limit} rows. Split it by province or kabupaten/kota and import the parts one by one.',
  },
  'input.too-many-columns': {
    status: 422,
    id: 'Tabel ini lebih dari {limit} kolom. Hapus kolom yang tidak diperlukan, lalu muat lagi.',
    en: 'This table has more than {limit} columns. Remove those that are not needed and import again.',
  },
  'input.too-many-cells': {
    status: 422,
    id: 'Tabel ini lebih dari {limit} sel, termasuk yang kosong. Hapus baris dan kolom kosong, atau bagi per provinsi atau per kabupaten/kota, lalu muat lagi.',
    en: 'This table has more than {limit} cells, blank ones included. Remove blank rows and columns, or split it by province or kabupaten/kota, and import again.',
  },
  'input.cell-too-long': {
    status: 422,
    id: 'Baris {row}, kolom {column}: lebih dari {limit} huruf. Pendekkan; mungkin tanda kutip sebelumnya tidak ditutup.',
    en: 'Row {row}, column {column}: more than {limit} letters. Shorten it; perhaps a quote before it is not closed.',
  },
  'input.unsupported': {
    status: 415,
    id: 'Jenis isi {type} tidak diterima di sini. Kirim sebagai {accepted}.',
    en: 'Content of type {type} is not accepted here. Send it as {accepted}.',
  },
  'address.too-long': {
    status: 414,
    id: 'Alamat ini terlalu panjang. Periksa tautannya; mungkin tersalin dua kali.',
    en: 'This address is too long. Check the link; it may have been pasted twice.',
  },
  'address.broken': {
    status: 400,
    id: 'Alamat ini memuat tanda persen yang tidak utuh. Salin ulang tautannya.',
    en: 'This address holds an incomplete percent sign. Copy the link again.',
  },
  'address.headers-too-large': {
    status: 431,
    id: 'Alamat dan kepala permintaan terlalu panjang. Kurangi saringan, atau hapus kuki situs ini, lalu coba lagi.',
    en: 'Address and headers are too long. Use fewer filters, or clear the cookies of this site, and try again.',
  },
  'request.broken': {
    status: 400,
    id: 'Permintaan ini bukan HTTP yang utuh. Buka alamat dengan http:// atau https:// yang benar, lalu coba lagi.',
    en: 'This is not a whole HTTP request. Open the address with the right http:// or https:// and try again.',
  },
  'request.too-slow': {
    status: 408,
    id: 'Kiriman berhenti di tengah jalan. Yang belum terkirim tetap tersimpan di perangkat; kirim lagi saat sinyal membaik.',
    en: 'The upload stopped half way. What was not sent stays on the device; send again when the signal is better.',
  },
  'request.id-missing': {
    status: 400,
    id: 'Kiriman ini belum bernomor. Sertakan Idempotency-Key berupa UUID.',
    en: 'This request has no id. Send an Idempotency-Key that is a UUID.',
  },
  'request.id-reused': {
    status: 409,
    id: 'Nomor kiriman ini sudah dipakai untuk isi yang lain. Buat nomor baru.',
    en: 'This request id was already used for other content. Make a new id.',
  },
  'session.required': {
    status: 401,
    id: 'Masuk dahulu. Yang belum terkirim tetap tersimpan di perangkat ini.',
    en: 'Sign in first. What has not been sent stays on this device.',
  },
  'session.cross-site': {
    status: 403,
    id: 'Permintaan dari situs lain ditolak. Buka Rakor di tab ini dan coba lagi.',
    en: 'A request from another site was refused. Open Rakor in this tab and try again.',
  },
  'not-found': {
    status: 404,
    id: 'Tidak ada, atau tidak termasuk wewenang Anda. Periksa tautannya atau tanyakan admin instansi.',
    en: 'It does not exist, or lies outside your authority. Check the link or ask your agency administrator.',
  },
  'rate.limited': {
    status: 429,
    id: 'Terlalu sering. Coba lagi dalam {seconds} detik.',
    en: 'Too often. Try again in {seconds} seconds.',
  },
  'rate.agency-limited': {
    status: 429,
    id: 'Instansi Anda sedang mengirim terlalu banyak permintaan sekaligus, dari semua akun dan HP bersama. Coba lagi dalam {seconds} detik; yang belum terkirim tetap tersimpan di perangkat.',
    en: 'Your agency is sending too many requests at once, from all its accounts and phones together. Try again in {seconds} seconds; what was not sent stays on the device.',
  },
  'server.broken': {
    status: 500,
    id: 'Terjadi gangguan di server; tidak ada yang tersimpan setengah. Coba lagi, lalu laporkan nomor {incident}.',
    en: 'The server failed; nothing was half saved. Try again, then report number {incident}.',
  },
  'server.too-slow': {
    status: 503,
    id: 'Permintaan ini terlalu lama dihitung dan dihentikan; tidak ada yang tersimpan setengah. Persempit wilayah, hari, atau saringannya, lalu coba lagi.',
    en: 'This took too long to compute and was stopped; nothing was half saved. Narrow the area, the days or the filters, and try again.',
  },
  'server.unavailable': {
    status: 503,
    id: 'Server sedang tidak siap. Coba lagi sebentar.',
    en: 'The server is not ready. Try again shortly.',
  },
} as const satisfies ProblemCatalogue;
