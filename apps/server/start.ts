import type { FastifyInstance } from 'fastify';
import { authenticator } from '#rooms/access/authenticate.ts';
import { firstAdministratorLink } from '#rooms/access/first-run.ts';
import { systemClock } from '#shared/time.ts';
import { composeCapabilities } from './capabilities.ts';
import { compose } from './compose.ts';
import { type Config, ConfigError } from './config.ts';
import { certificateFor } from './lan/certificate.ts';
import { serveInstallPage } from './lan/install-page.ts';
import { openDatabase } from './open-database.ts';
import { serveApps } from './static-apps.ts';
import { welcome } from './welcome.ts';

export type Running = { readonly origin: string; stop(): Promise<void> };

/** Opens the database, puts the house together, listens, and says where. */
export async function start(config: Config, version: string, say: (line: string) => void): Promise<Running> {
  refuseOpenSample(config);
  const capabilities = composeCapabilities({ sample: () => config.sample });
  const database = await openDatabase(config, capabilities, say);
  const closing = [database.close];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const { connection } = database;
    const tls = config.lan ? await certificateFor(config, systemClock()) : null;
    const server = await compose({
      connection,
      capabilities,
      dataDir: config.dataDir,
      authenticate: authenticator(connection.db),
      clock: systemClock,
      version,
      https: tls === null ? null : { key: tls.key, cert: tls.cert },
      log: true,
    });
    closing.push(server.stop);
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

/** Demo accounts open without a password: a whole network must not meet them by accident. */
function refuseOpenSample(config: Config): void {
  if (!config.lan || !config.sample || config.sampleOnLan) return;
  throw new ConfigError(
    'Sample mode has demo accounts without a password. To show it on the network all the same: npm start -- --lan --sample --allow-sample-on-lan',
  );
}

/** Listens, and gives back the port: with `--port 0` the system chooses one. */
async function listen(app: FastifyInstance, config: Config): Promise<number> {
  try {
    await app.listen({ host: config.host, port: config.port });
    const bound = app.server.address();
    return bound !== null && typeof bound === 'object' ? bound.port : config.port;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${config.port} is in use by another program. Stop that one, or choose another: npm start -- --port ${config.port + 1}`,
      );
    }
    throw error;
  }
}
