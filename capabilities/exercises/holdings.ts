import { type Holdings, open, table, words } from '#shared/holding.ts';
import { sampleOpen } from './contract.ts';

export const holdings: Holdings = {
  sample_opened: table(
    words('Contoh yang dibuka', 'Sample opened'),
    open(
      { by: [sampleOpen], anyone: 'public' },
      words('Contoh mana, kapan dibuka', 'Which sample, and when it was opened'),
      'key',
      'operation_id',
      'version',
      'opened_at',
    ),
  ),
};
