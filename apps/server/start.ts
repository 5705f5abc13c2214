import type { FastifyInstance } from 'fastify';
import { authenticator } from '#rooms/access/authenticate.ts';
import { firstAdministratorLink } from '#rooms/access/first-run.ts';
import { listSamples, openSample } from '#rooms/exercises/contract.ts';
import type { Invoke } from '#server/endpoint/invoke.ts';
import { system } from '#shared/permission.ts';
import { systemClock } from '#shared/time.ts';
import { compose } from './compose.ts';
import { type Config, ConfigError } from './config.ts';
import { planHouse } from './house.ts';
import { certificateFor } from './lan/certificate.ts';
import { serveInstallPage } from './lan/install-page.ts';
import { openDatabase } from './open-database.ts';
import { serveApps } from './static-apps.ts';
import { welcome } from './welcome.ts';

export type Running = { readonly origin: string; stop(): Promise<void> };

/** Opens the database, puts the house together, listens, and says where. */
export async function start(config: Config, version: string, say: (line: string) => void): Promise<Running> {
  const plan = planHouse(config.root, systemClock, !config.lan || config.sampleOnLan);
  const { capabilities } = plan;
  const database = await openDatabase(config, capabilities, say);
  const closing = [database.close];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const { connection } = database;
    if ((await plan.readMode(connection.db)) || config.sample) refuseOpenSample(config);
    const tls = config.lan ? await certificateFor(config, systemClock()) : null;
    const server = await compose({
      connection,
      capabilities,
      dataDir: config.dataDir,
      authenticate: authenticator(connection.db, plan),
      clock: systemClock,
      version,
      https: tls === null ? null : { key: tls.key, cert: tls.cert },
      log: true,
    });
    closing.push(server.stop);
    plan.connect(server.invoke);
    if (config.sample) await openDefaultSample(server.invoke);
    await serveApps(server.app, config.root);
    if (tls !== null) serveInstallPage(server.app, tls);
    const port = await listen(server.app, config);
    const link = await firstAdministratorLink(connection.db, systemClock());
    return { origin: await welcome({ config, port, tls, link, say }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `--sample`: the sample that opens by default is there when the first page is. */
async function openDefaultSample(invoke: Invoke): Promise<void> {
  const { samples } = await invoke(system, listSamples);
  const wanted = samples.find((sample) => sample.opensByDefault);
  if (wanted && wanted.openedAt === null)
    await invoke(system, openSample, { params: { key: wanted.key }, body: {} });
}

/** Demo accounts open without a password: a whole network must not meet them by accident. */
function refuseOpenSample(config: Config): void {
  if (!config.lan || config.sampleOnLan) return;
  throw new ConfigError(
    'This data directory holds a sample, whose demo accounts have no password. To show it on the network all the same, add --allow-sample-on-lan; for real work choose another directory with --data.',
  );
}

/** Listens, and gives back the port: with `--port 0` the system chooses one. */
async function listen(app: FastifyInstance, config: Config): Promise<number> {
  try {
    await app.listen({ host: config.host, port: config.port });
    const bound = app.server.address();
    return bound !== null && typeof bound === 'object' ? bound.port : config.port;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${config.port} is in use by another program. Stop that one, or choose another: npm start -- --port ${config.port + 1}`,
      );
    }
    if (code === 'EACCES') {
      throw new ConfigError(
        `Port ${config.port} is reserved for the system. Choose one above 1023: npm start -- --port 8080`,
      );
    }
    throw error;
  }
}
