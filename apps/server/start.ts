import { authenticator } from '#rooms/access/authenticate.ts';
import { firstAdministratorLink } from '#rooms/access/first-run.ts';
import { systemClock } from '#shared/time.ts';
import { composeCapabilities } from './capabilities.ts';
import { compose } from './compose.ts';
import { type Config, ConfigError } from './config.ts';
import { certificateFor } from './lan/certificate.ts';
import { openDatabase } from './open-database.ts';
import { serveApps } from './static-apps.ts';
import { welcome } from './welcome.ts';

export type Running = { readonly origin: string; stop(): Promise<void> };

/** Opens the database, puts the house together, listens, and says where. */
export async function start(config: Config, version: string, say: (line: string) => void): Promise<Running> {
  const mode = { sample: config.sample };
  const capabilities = composeCapabilities({ sample: () => mode.sample });
  const database = await openDatabase(config, capabilities, say);
  try {
    const { connection } = database;
    const https = config.lan ? await certificateFor(config) : null;
    const server = await compose({
      connection,
      capabilities,
      dataDir: config.dataDir,
      authenticate: authenticator(connection.db),
      clock: systemClock,
      version,
      https,
      log: true,
    });
    await serveApps(server.app, config.root);
    const origin = await listen(server.app, config);
    welcome({ config, origin, link: await firstAdministratorLink(connection.db, systemClock()), say });
    return {
      origin,
      async stop() {
        await server.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function listen(
  app: { listen(options: { host: string; port: number }): Promise<string> },
  config: Config,
) {
  try {
    return await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${config.port} is in use by another program. Stop that one, or choose another: npm start -- --port ${config.port + 1}`,
      );
    }
    throw error;
  }
}
