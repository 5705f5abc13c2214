import { texts } from '#web/i18n/index.ts';

export const words = texts('exercises', {
  id: {
    title: 'Operasi contoh',
    text: 'Pemilihan yang pernah berlangsung, dari angka yang terbit. Setelah dibuka, masuklah dengan akun contohnya.',
    open: 'Buka operasi contoh',
    openOther: 'Buka',
    opened: 'sudah dibuka',
    stations: '{{total}} TPS',
    sources: 'disusun dari angka yang terbit',
    areas: '{{total}} wilayah',
    loading: 'Memuat wilayah, TPS, dan laporan contoh. Biasanya 5–15 detik.',
    ready: '{{title}} sudah terbuka. Pilih salah satu akun contohnya untuk masuk.',
  },
  en: {
    title: 'Sample operations',
    text: 'Elections that took place, from published figures. Once one is open, sign in with its demo accounts.',
    open: 'Open a sample operation',
    openOther: 'Open',
    opened: 'open',
    stations: '{{total}} polling stations',
    sources: 'made from published figures',
    areas: '{{total}} areas',
    loading: 'Loading areas, stations and staged reports. This usually takes 5–15 seconds.',
    ready: '{{title}} is open. Choose one of its demo accounts to sign in.',
  },
});
