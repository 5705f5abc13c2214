import { isAbsolute, join, resolve } from 'node:path';
import { conforms } from '#server/endpoint/parse.ts';
import { Type } from '#shared/schema.ts';

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
  readonly tls: { readonly key: string; readonly cert: string } | null;
};

export class ConfigError extends Error {}

const switches = new Set(['lan', 'sample', 'allow-sample-on-lan']);
const settings = new Set(['port', 'data', 'tls-key', 'tls-cert']);
const portConforms = conforms(Type.Integer({ minimum: 0, maximum: 65_535 }));

/** @throws ConfigError with one sentence that names the argument and the remedy */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Config {
  if (args.includes('--help')) throw new ConfigError(USAGE);
  refuseSwallowed(env);
  const given = parseArguments(args);
  const port = Number(given.get('port') ?? env.RAKOR_PORT ?? 8080);
  if (portConforms(port).length > 0) throw new ConfigError(`--port must be a number from 0 to 65535.`);
  const dataDir = given.get('data') ?? env.RAKOR_DATA_DIR ?? 'rakor-data';
  const key = given.get('tls-key') ?? env.RAKOR_TLS_KEY;
  const cert = given.get('tls-cert') ?? env.RAKOR_TLS_CERT;
  if ((key === undefined) !== (cert === undefined)) {
    throw new ConfigError('A certificate of your own needs both --tls-key FILE and --tls-cert FILE.');
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
    databaseUrl: env.DATABASE_URL ?? null,
    tls: key !== undefined && cert !== undefined ? { key: resolve(key), cert: resolve(cert) } : null,
  };
}

const USAGE = `npm start -- [arguments]
  --port NUMBER            address of the server (8080)
  --data DIRECTORY         where everything lies (rakor-data)
  --sample                 open the sample operation at once
  --lan                    serve the local network over HTTPS
  --allow-sample-on-lan    show a sample, whose accounts have no password, to the network
  --tls-key FILE --tls-cert FILE   a certificate of your own`;

/** Without the two dashes npm takes an argument for its own, and the server would start as if nothing had been said. */
function refuseSwallowed(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of ['sample', 'lan', 'data', 'port']) {
    if (env[`npm_config_${name}`] === undefined) continue;
    throw new ConfigError(`npm kept --${name} for itself. Put two dashes before it: npm start -- --${name}`);
  }
}

function parseArguments(args: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const [name = '', inline] = word.replace(/^--/, '').split('=', 2);
    if (!word.startsWith('--'))
      throw new ConfigError(`"${word}" is not understood. See README.md for the arguments.`);
    if (switches.has(name)) given.set(name, '');
    else if (settings.has(name)) {
      const value = inline ?? args[++at];
      if (value === undefined) throw new ConfigError(`--${name} needs a value.`);
      given.set(name, value);
    } else throw new ConfigError(`--${name} is not known. See README.md for the arguments.`);
  }
  return given;
}

/** Where a room keeps its migrations. */
export function migrationsOf(root: string, room: string): string {
  return join(root, 'capabilities', room, 'migrations');
}
