import type { Localized } from '#shared/schema.ts';
import { useLocalized } from '#web/i18n/index.ts';

const pairs: readonly (readonly [field: string, id: string, en: string])[] = [
  ['about', 'menyangkut instansi', 'about agency'],
  ['accepted', 'baris diterima', 'rows accepted'],
  ['added', 'ditambahkan', 'added'],
  ['addressee', 'penerima', 'addressee'],
  ['agency', 'instansi', 'agency'],
  ['answer', 'jawaban', 'answer'],
  ['area', 'wilayah', 'area'],
  ['areas', 'wilayah', 'areas'],
  ['bearer', 'pembawa kartu', 'bearer'],
  ['capturedAt', 'waktu kejadian', 'captured at'],
  ['changed', 'diubah', 'changed'],
  ['channel', 'saluran', 'channel'],
  ['class', 'kelas', 'class'],
  ['closed', 'ditutup', 'closed'],
  ['count', 'jumlah', 'count'],
  ['day', 'hari', 'day'],
  ['demo', 'akun contoh', 'demo account'],
  ['expiresAt', 'berlaku sampai', 'expires at'],
  ['fileSha256', 'sidik berkas', 'hash of the file'],
  ['firstDay', 'hari pertama', 'first day'],
  ['force', 'kekuatan', 'force'],
  ['grant', 'nomor peran', 'id of the role'],
  ['help', 'minta bantuan', 'asks for help'],
  ['holder', 'pemegang', 'holder'],
  ['incident', 'kejadian', 'incident'],
  ['key', 'kunci', 'key'],
  ['kind', 'jenis', 'kind'],
  ['language', 'bahasa', 'language'],
  ['lastDay', 'hari terakhir', 'last day'],
  ['level', 'tingkat', 'level'],
  ['login', 'nama masuk', 'login'],
  ['name', 'nama', 'name'],
  ['note', 'nomor catatan', 'id of the note'],
  ['number', 'nomor', 'number'],
  ['operation', 'operasi', 'operation'],
  ['owners', 'pemilik', 'owners'],
  ['photo', 'foto', 'photograph'],
  ['photos', 'jumlah foto', 'photographs'],
  ['place', 'tempat', 'place'],
  ['readBy', 'dibaca oleh', 'read by'],
  ['reason', 'alasan', 'reason'],
  ['refused', 'baris ditolak', 'rows refused'],
  ['report', 'laporan', 'report'],
  ['reports', 'laporan', 'reports'],
  ['result', 'hasil', 'result'],
  ['revoked', 'dicabut', 'revoked'],
  ['role', 'peran', 'role'],
  ['session', 'sesi', 'session'],
  ['sha256', 'sidik isi', 'hash of the content'],
  ['shift', 'giliran', 'shift'],
  ['skewS', 'selisih jam (detik)', 'clock difference (seconds)'],
  ['source', 'sumber', 'source'],
  ['standing', 'kedudukan angka', 'standing'],
  ['state', 'keadaan', 'state'],
  ['statedOn', 'dinyatakan pada', 'stated on'],
  ['station', 'TPS', 'station'],
  ['stations', 'TPS', 'stations'],
  ['text', 'uraian', 'text'],
  ['title', 'judul', 'title'],
  ['validFrom', 'berlaku sejak', 'valid from'],
  ['validUntil', 'berlaku sampai', 'valid until'],
  ['value', 'nilai', 'value'],
  ['version', 'versi', 'version'],
  ['zone', 'zona waktu', 'time zone'],
];
const WORDS: ReadonlyMap<string, Localized> = new Map(pairs.map(([field, id, en]) => [field, { id, en }]));

/** What a field of an event is called beside its code; nothing where that says it already. */
export function useFieldWords(): (field: string) => string {
  const localized = useLocalized();
  return (field) => {
    const found = localized(WORDS.get(field) ?? { id: '', en: '' });
    return found === field ? '' : found;
  };
}
