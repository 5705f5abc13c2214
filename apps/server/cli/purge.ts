import { resolve } from 'node:path';
import { reachDatabase } from '#server/backup/reach.ts';
import { connect } from '#server/database/connect.ts';
import { heldBy } from '#server/holdings.ts';
import { systemClock } from '#shared/time.ts';
import { databaseUrlOf } from '../database-url.ts';
import { planHouse } from '../house.ts';
import { keepLedger, purgeErased } from '../keep-erasures.ts';
import { type Command, CommandError } from './command.ts';
import { readWords } from './read-words.ts';

/** `rakor purge`: what was erased leaves the disk now, not by night. */
export const purge: Command = {
  name: 'purge',
  summary: {
    id: 'Singkirkan dari disk apa yang sudah dihapus',
    en: 'Take off the disk what was erased',
  },
  usage: {
    id: './rakor purge [--data DIREKTORI]\n\nMenulis ulang tabel yang berisi nilai terhapus, lalu melepas log lama. Tabel terkunci sebentar; server boleh tetap berjalan. Dikerjakan sendiri tiap malam, kecuali sekitar hari pemungutan suara.\nKode keluar: 0 bersih, 1 ada tabel yang sedang dipakai, 2 tidak dapat dijalankan.\nContoh: ./rakor purge --data /srv/rakor',
    en: './rakor purge [--data DIRECTORY]\n\nWrites anew the tables that held erased values and lets go of the old log. Tables are locked for a moment; the server may run. It is done by itself every night, but around a day of voting.\nExit codes: 0 clean, 1 a table was in use, 2 could not run.\nExample: ./rakor purge --data /srv/rakor',
  },
  async run(args, { root, env, say }) {
    const { values } = readWords('purge', args, { data: { type: 'string' } });
    if (databaseUrlOf(env) !== null)
      throw new CommandError(
        'DATABASE_URL adalah server milik sendiri: jalankan VACUUM FULL dan CHECKPOINT di sana.',
        'DATABASE_URL is a server of your own: run VACUUM FULL and CHECKPOINT there.',
      );
    const dataDir = resolve(root, values.data ?? env.RAKOR_DATA_DIR ?? 'rakor-data');
    const reached = await reachDatabase({ dataDir, databaseUrl: null, log: () => {} });
    const { db, close } = connect(reached.url);
    try {
      const holdings = heldBy(planHouse(root, systemClock, false).capabilities);
      const house = { db, dataDir, databaseUrl: null, clock: systemClock, holdings };
      await keepLedger(house);
      const purged = await purgeErased(house);
      if (purged === null) say('Tidak ada yang perlu disingkirkan. / Nothing to purge.');
      else if (purged.busy.length === 0) say(`Bersih / clean: ${purged.tables.join(', ')}`);
      else say(`Sedang dipakai, coba lagi / in use, try again: ${purged.busy.join(', ')}`);
      return purged === null || purged.busy.length === 0 ? 0 : 1;
    } finally {
      await close();
      await reached.close();
    }
  },
};
