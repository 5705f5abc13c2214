import { stat } from 'node:fs/promises';
import { portOf } from '#server/database/lock-file.ts';
import { systemClock } from '#shared/time.ts';
import { houseOf, placeOptions } from './backup-options.ts';
import { type Command, CommandError } from './command.ts';
import { checkDatabase } from './doctor-database.ts';
import type { Finding } from './doctor-finding.ts';
import { checkBackups, checkCertificates, checkLedgers, checkRestore } from './doctor-house.ts';
import { checkDirectory, checkDisk, checkNode, checkPort, checkSynchronised } from './doctor-machine.ts';
import { readWords } from './read-words.ts';

const SIGNS = { good: '✓', warning: '!', bad: '✗' } as const;
const USUAL_PORT = 8080;

export const doctor: Command = {
  name: 'doctor',
  summary: {
    id: 'Periksa disk, jam, basis data, jurnal, cadangan, sertifikat dan port',
    en: 'Check disk, clock, database, journal, backups, certificates and port',
  },
  usage: {
    id: `./rakor doctor [--data DIREKTORI] [--port ANGKA] [--quick] [--json]
Setiap baris: ✓ baik, ! perlu dilihat, ✗ salah, dan apa yang harus dilakukan. Server boleh berjalan atau berhenti.
  --quick   jurnal dari jumlah dan tanda tangannya saja; tanpa ini setiap catatan dibaca, dan pada jurnal besar yang
            bertambah sejak pemeriksaan terakhir
  --json    satu larik temuan untuk program pemantau: check, level (good, warning, bad), text, remedy
Kode keluar: 0 tidak ada yang salah, 1 ada ✗, 2 perintah tidak dapat dijalankan.
Contoh: ./rakor doctor --data /srv/rakor --json`,
    en: `./rakor doctor [--data DIRECTORY] [--port NUMBER] [--quick] [--json]
Each line: ✓ good, ! to be looked at, ✗ wrong, and what to do. The server may run or not.
  --quick   the journal by its counts and signature alone; without it every leaf is read, and of a large journal those
            since the last check
  --json    one array of findings for a monitoring system: check, level (good, warning, bad), text, remedy
Exit codes: 0 nothing is wrong, 1 there is a ✗, 2 the command could not run.
Example: ./rakor doctor --data /srv/rakor --json`,
  },
  async run(args, at) {
    const { values } = readWords('doctor', args, {
      ...placeOptions,
      port: { type: 'string' },
      json: { type: 'boolean' },
      quick: { type: 'boolean' },
    });
    const house = houseOf(values, at);
    await stat(house.dataDir).catch(() => {
      throw new CommandError(
        `${house.dataDir} tidak ada. Sebutkan direktori data dengan --data.`,
        `${house.dataDir} is not there: name the data directory with --data.`,
      );
    });
    const now = systemClock();
    const findings: readonly Finding[] = [
      checkNode(process.versions.node),
      ...(await checkDirectory(house.dataDir)),
      ...(await checkDisk(house.dataDir)),
      ...(await checkSynchronised()),
      ...(await checkDatabase(house, now, values.quick === true)),
      await checkBackups(house.dataDir, now),
      ...(await checkLedgers(house.dataDir, now)),
      ...(await checkRestore(house.dataDir, now)),
      ...(await checkCertificates(house.dataDir, at.env.RAKOR_TLS_CERT, now)),
      await portFinding(house.dataDir, values.port ?? at.env.RAKOR_PORT),
    ];
    if (values.json === true) at.say(JSON.stringify(findings, null, 2));
    else for (const finding of findings) sayFinding(finding, at.say);
    return findings.some(({ level }) => level === 'bad') ? 1 : 0;
  },
};

/** Where the server of this directory listens, or would; what is only usual is said to be no more. */
async function portFinding(dataDir: string, named: string | undefined): Promise<Finding> {
  if (named !== undefined) return checkPort(Number(named));
  const running = await portOf(dataDir);
  return running === undefined ? checkPort(USUAL_PORT, true) : checkPort(running);
}

function sayFinding({ level, text, remedy }: Finding, say: (line: string) => void): void {
  const same = text.id === text.en;
  say(`${SIGNS[level]} ${same ? text.id : `${text.id} / ${text.en}`}`);
  if (remedy !== null) say(`  → ${remedy.id === remedy.en ? remedy.id : `${remedy.id} / ${remedy.en}`}`);
}
