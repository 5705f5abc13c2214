import { Server as HttpsServer } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { authenticator } from '#rooms/access/authenticate.ts';
import { makeConsoleLink } from '#rooms/access/endpoints-recovery.ts';
import { firstAdministratorLink } from '#rooms/access/first-run.ts';
import { listSamples, openSample } from '#rooms/exercises/contract.ts';
import { noteRestore } from '#rooms/upkeep/contract.ts';
import { notePort } from '#server/database/lock-file.ts';
import type { Invoke } from '#server/endpoint/invoke.ts';
import { heldBy } from '#server/holdings.ts';
import { loggable } from '#server/http/loggable.ts';
import { system } from '#shared/permission.ts';
import { systemClock } from '#shared/time.ts';
import { bringLedgerUpToDate } from './complete-ledger.ts';
import { compose } from './compose.ts';
import { type Config, ConfigError } from './config.ts';
import { planHouse } from './house.ts';
import { keepErasures } from './keep-erasures.ts';
import { certificateFor, keepRenewing, type Tls } from './lan/certificate.ts';
import { serveInstallPage } from './lan/install-page.ts';
import { openDatabase } from './open-database.ts';
import { answerOwnNamesOnly, ownNames } from './own-names.ts';
import { serveApps } from './static-apps.ts';
import { welcome } from './welcome.ts';

export type Running = { readonly origin: string; stop(): Promise<void> };

/** Opens the database, puts the house together, listens, and says where. */
export async function start(config: Config, version: string, say: (line: string) => void): Promise<Running> {
  const { dataDir, databaseUrl } = config;
  const before = bringLedgerUpToDate(dataDir);
  const backups = { dataDir, databaseUrl, release: version, before };
  const plan = planHouse(config.root, systemClock, !config.lan || config.sampleOnLan, backups);
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
    const isOwn = ownNames(config, tls?.cert ?? null);
    const server = await compose({
      connection,
      capabilities,
      dataDir: config.dataDir,
      logOrigin: config.logOrigin,
      authenticate: authenticator(connection.db, plan),
      clock: systemClock,
      version,
      https: tls === null ? null : { key: tls.key, cert: tls.cert },
      log: true,
    });
    closing.push(server.stop);
    const holdings = heldBy(capabilities);
    const house = { db: connection.db, dataDir, databaseUrl, clock: systemClock, holdings };
    const keeper = keepErasures(house, (error) =>
      // With words of ours: those of an error would stand in the log as they are.
      server.app.log.error({ err: loggable(error) }, 'erasures could not be kept'),
    );
    closing.push(keeper.stop);
    plan.onErased(keeper.nudge);
    answerOwnNamesOnly(server.app, isOwn);
    plan.connect(server.invoke);
    await server.invoke(system, noteRestore);
    await plan.found();
    if (config.sample) await openDefaultSample(server.invoke);
    await serveApps(server.app, config.root);
    if (tls !== null) closing.push(serveLan(server.app, config, tls));
    const port = await listen(server.app, config);
    closing.push(await notePort(dataDir, port));
    const link = await firstAdministratorLink(connection.db, systemClock());
    const recovery = config.newAdminLink && link === null ? await consoleLink(server.invoke) : null;
    return { origin: await welcome({ config, port, tls, link, recovery, say }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The page that phones install the certificate from, and a certificate that never ends while the server runs. */
function serveLan(app: FastifyInstance, config: Config, tls: Tls): () => Promise<void> {
  let current = tls;
  serveInstallPage(app, () => current);
  const renewed = (next: Tls) => {
    current = next;
    if (app.server instanceof HttpsServer) app.server.setSecureContext({ key: next.key, cert: next.cert });
  };
  const stop = keepRenewing(config, renewed, (error) =>
    // With words of ours: those of an error would stand in the log as they are.
    app.log.error({ err: error }, 'the certificate was not renewed'),
  );
  return async () => stop();
}

/** `--sample`: the sample that opens by default is there when the first page is. */
async function openDefaultSample(invoke: Invoke): Promise<void> {
  const { samples } = await invoke(system, listSamples);
  const wanted = samples.find((sample) => sample.opensByDefault);
  if (wanted && wanted.openedAt === null)
    await invoke(system, openSample, { params: { key: wanted.key }, body: {} });
}

/** A way back in for whoever owns the machine; the journal and the list of invitations tell everybody. */
async function consoleLink(invoke: Invoke): Promise<string> {
  const { path } = await invoke(system, makeConsoleLink);
  return path;
}

/** Demo accounts open without a password: a whole network must not meet them by accident. */
function refuseOpenSample(config: Config): void {
  if (!config.lan || config.sampleOnLan) return;
  const named = config.sample
    ? ['--sample membuka contoh', '--sample opens a sample']
    : [
        `Direktori data ${config.dataDir} berisi contoh`,
        `The data directory ${config.dataDir} holds a sample`,
      ];
  throw new ConfigError(
    `${named[0]}, yang akun demonya tanpa kata sandi. Untuk tetap memperlihatkannya kepada jaringan, tambahkan --allow-sample-on-lan. Untuk pekerjaan sungguhan, pakai direktori lain tanpa contoh: npm start -- --lan --data DIREKTORI`,
    `${named[1]}, whose demo accounts have no password. To show it to the network all the same, add --allow-sample-on-lan. For real work take another directory without a sample: npm start -- --lan --data DIRECTORY`,
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
        `Port ${config.port} dipakai program lain. Hentikan program itu, atau pilih port lain: npm start -- --port ${config.port + 1}`,
        `Port ${config.port} is in use by another program. Stop that one, or choose another: npm start -- --port ${config.port + 1}`,
      );
    }
    if (code === 'EACCES') {
      throw new ConfigError(
        `Port ${config.port} khusus untuk sistem. Pilih di atas 1023: npm start -- --port 8080`,
        `Port ${config.port} is reserved for the system. Choose one above 1023: npm start -- --port 8080`,
      );
    }
    throw error;
  }
}
