import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const read = (args: readonly string[], env: Record<string, string> = {}) => readConfig(args, env, '/house');

test('arguments go before the environment, and the environment before what is usual', () => {
  expect(read([])).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    dataDir: '/house/rakor-data',
    sample: false,
  });
  expect(read([], { RAKOR_PORT: '9000', RAKOR_DATA_DIR: '/srv/rakor' })).toMatchObject({
    port: 9000,
    dataDir: '/srv/rakor',
  });
  expect(read(['--port=9100', '--data', 'here', '--sample'], { RAKOR_PORT: '9000' })).toMatchObject({
    port: 9100,
    dataDir: '/house/here',
    sample: true,
  });
  expect(read(['--lan']).host).toBe('0.0.0.0');
  const names = 'Posko.id, 192.168.1.7,2001:db8::7';
  expect(read([], { RAKOR_NAMES: names }).names).toEqual(['posko.id', '192.168.1.7', '2001:db8::7']);
});

test.each([
  [['--port', 'abc'], {}, /--port must be a number/],
  [['--prot', '1'], {}, /--prot is not known/],
  [['--data'], {}, /--data needs a value/],
  [['8301'], {}, /"8301" is not understood/],
  [['--tls-key', 'a.pem'], {}, /needs both/],
  [[], { npm_config_sample: 'true' }, /npm start -- --sample/],
  [['--help'], {}, /--allow-sample-on-lan/],
  [['--name', 'https://posko.id'], {}, /no name or address/],
  [['--name', 'posko.id:8443'], {}, /without a port/],
] as const)('%j is refused with a sentence that names the remedy', (args, env, sentence) => {
  expect(() => read(args, env)).toThrow(ConfigError);
  expect(() => read(args, env)).toThrow(sentence);
});

test('the password of a database comes from the environment or from a file, and from no argument', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rakor-secret-'));
  const file = join(folder, 'database-url');
  writeFileSync(file, 'postgres://rakor:rahasia@db/rakor\n');
  const url = 'postgres://rakor:rahasia@db/rakor';
  expect(read([], { DATABASE_URL_FILE: file }).databaseUrl).toBe(url);
  expect(read([], { DATABASE_URL: url }).databaseUrl).toBe(url);
  expect(() => read([], { DATABASE_URL: url, DATABASE_URL_FILE: file })).toThrow(/both/);
  expect(() => read([], { DATABASE_URL_FILE: join(folder, 'none') })).toThrow();
  expect(() => read(['--database-url', url])).toThrow(/not known/);
  rmSync(folder, { recursive: true });
});
