import { isIP } from 'node:net';
import { isAbsolute, join, resolve } from 'node:path';
import { conforms } from '#server/endpoint/parse.ts';
import { Type } from '#shared/schema.ts';
import { databaseUrlOf } from './database-url.ts';

/** How this server was asked to run. From the command line first, then the environment. */
export type Config = {
  readonly root: string;
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** Serve others on the network, over HTTPS. */
  readonly lan: boolean;
  /** Load the sample operations and their demo accounts. */
  readonly sample: boolean;
  /** Sample mode has accounts without a password: a network may only see it when that is said by name. */
  readonly sampleOnLan: boolean;
  readonly databaseUrl: string | null;
  /** What the journal is called as a log; its key names it unless this does. */
  readonly logOrigin: string | null;
  /** Names and addresses, besides the machine's own, under which people come. */
  readonly names: readonly string[];
  /** Say a link that makes another administrator. */
  readonly newAdminLink: boolean;
  readonly tls: { readonly key: string; readonly cert: string } | null;
};

/** What the person who starts the server can mend: one short paragraph in each language. */
export class ConfigError extends Error {
  constructor(id: string, en: string) {
    super(`${id}\n\n${en}`);
    this.name = 'ConfigError';
  }
}

const switches = new Set(['lan', 'sample', 'allow-sample-on-lan', 'new-admin-link']);
const settings = new Set(['port', 'data', 'name', 'tls-key', 'tls-cert']);
const portConforms = conforms(Type.Integer({ minimum: 0, maximum: 65_535 }));

/** @throws ConfigError with a sentence that names the argument and the remedy */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Config {
  if (args.includes('--help')) throw new ConfigError(PENGGUNAAN, USAGE);
  refuseSwallowed(env);
  const given = parseArguments(args);
  const port = Number(given.get('port') ?? env.RAKOR_PORT ?? 8080);
  if (portConforms(port).length > 0)
    throw new ConfigError(
      '--port harus angka dari 0 sampai 65535.',
      '--port must be a number from 0 to 65535.',
    );
  const dataDir = given.get('data') ?? env.RAKOR_DATA_DIR ?? 'rakor-data';
  const key = given.get('tls-key') ?? env.RAKOR_TLS_KEY;
  const cert = given.get('tls-cert') ?? env.RAKOR_TLS_CERT;
  if ((key === undefined) !== (cert === undefined)) {
    throw new ConfigError(
      'Sertifikat milik sendiri memerlukan keduanya: --tls-key BERKAS dan --tls-cert BERKAS.',
      'A certificate of your own needs both --tls-key FILE and --tls-cert FILE.',
    );
  }
  const lan = given.has('lan');
  return {
    root,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(root, dataDir),
    port,
    host: lan ? '0.0.0.0' : '127.0.0.1',
    lan,
    sample: given.has('sample'),
    sampleOnLan: given.has('allow-sample-on-lan'),
    databaseUrl: databaseUrlOf(env),
    logOrigin: env.RAKOR_LOG_ORIGIN ?? null,
    names: readNames(given.get('name') ?? env.RAKOR_NAMES ?? ''),
    newAdminLink: given.has('new-admin-link'),
    tls: key !== undefined && cert !== undefined ? { key: resolve(key), cert: resolve(cert) } : null,
  };
}

const PENGGUNAAN = `npm start -- [argumen]
  --port ANGKA             alamat server (8080)
  --data DIREKTORI         tempat semua data (rakor-data)
  --sample                 langsung buka operasi contoh
  --lan                    layani jaringan setempat lewat HTTPS
  --allow-sample-on-lan    perlihatkan contoh, yang akunnya tanpa kata sandi, kepada jaringan
  --name NAMA,NAMA         nama lain milik server ini (atau RAKOR_NAMES)
  --new-admin-link         tautan sekali pakai untuk administrator baru, 30 menit
  --tls-key BERKAS --tls-cert BERKAS   sertifikat milik sendiri`;
const USAGE = `npm start -- [arguments]
  --port NUMBER            address of the server (8080)
  --data DIRECTORY         where everything lies (rakor-data)
  --sample                 open the sample operation at once
  --lan                    serve the local network over HTTPS
  --allow-sample-on-lan    show a sample, whose accounts have no password, to the network
  --name NAME,NAME         other names of this server (or RAKOR_NAMES)
  --new-admin-link         a one-time link for a new administrator, 30 minutes
  --tls-key FILE --tls-cert FILE   a certificate of your own`;

/** Without the two dashes npm takes an argument for its own, and the server would start as if nothing had been said. */
function refuseSwallowed(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of ['sample', 'lan', 'data', 'port', 'new-admin-link']) {
    if (env[`npm_config_${name.replaceAll('-', '_')}`] === undefined) continue;
    throw new ConfigError(
      `npm mengambil --${name} untuk dirinya. Tulis dua tanda hubung di depannya: npm start -- --${name}`,
      `npm kept --${name} for itself. Put two dashes before it: npm start -- --${name}`,
    );
  }
}

function readNames(text: string): readonly string[] {
  const names = text
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const isName = (name: string) => isIP(name) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name);
  const wrong = names.find((name) => name !== '' && !isName(name));
  if (wrong !== undefined) {
    throw new ConfigError(
      `--name "${wrong}" bukan nama atau alamat. Tulis tanpa https:// dan tanpa port: --name posko.contoh.id,192.168.1.7`,
      `--name "${wrong}" is no name or address. Write it without https:// and without a port: --name posko.example.id,192.168.1.7`,
    );
  }
  return names.filter((name) => name !== '');
}

function parseArguments(args: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const [name = '', inline] = word.replace(/^--/, '').split('=', 2);
    if (!word.startsWith('--'))
      throw new ConfigError(
        `"${word}" tidak dimengerti. Daftar argumen: npm start -- --help`,
        `"${word}" is not understood. The arguments: npm start -- --help`,
      );
    if (switches.has(name)) given.set(name, '');
    else if (settings.has(name)) {
      const value = inline ?? args[++at];
      if (value === undefined)
        throw new ConfigError(`--${name} memerlukan nilai.`, `--${name} needs a value.`);
      given.set(name, value);
    } else {
      throw new ConfigError(
        `--${name} tidak dikenal. Daftar argumen: npm start -- --help`,
        `--${name} is not known. The arguments: npm start -- --help`,
      );
    }
  }
  return given;
}

/** Where a room keeps its migrations. */
export function migrationsOf(root: string, room: string): string {
  return join(root, 'capabilities', room, 'migrations');
}
