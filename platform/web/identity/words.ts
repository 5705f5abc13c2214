import { texts } from '#web/i18n/index.ts';

export const words = texts('identity', {
  id: {
    proofTitle: 'Buktikan bahwa ini Anda',
    proofText:
      'Hal ini perlu bukti yang tidak lebih tua dari 10 menit, agar meja yang ditinggal terbuka tidak dapat dipakai orang lain.',
  },
  en: {
    proofTitle: 'Prove that this is you',
    proofText:
      'This needs a proof not older than 10 minutes, so that nobody else can use a desk that was left open.',
  },
});
