/** Imports of stations: read the columns, check, apply. */
import { createHash } from 'node:crypto';
import type { Context } from '#server/endpoint/context.ts';
import { type Before, handle, handleByJob } from '#server/endpoint/handle.ts';
import { jobOf } from '#server/jobs/asking.ts';
import { bytesOf, keepBody } from '#server/jobs/keep-body.ts';
import { accept, type Refusal, Refused, refuse } from '#shared/problem.ts';
import { suggestMapping } from './import-columns.ts';
import { applyImport, checkImport, readColumns, type StationImportReport } from './import-contract.ts';
import type { FileTable } from './import-file.ts';
import { applyStations, checkStations, demandApplicable, readInTurn } from './import-jobs.ts';
import { getManaged, getReport } from './import-reading.ts';
import { beginApplying, beginImport, findImport, type StoredImport } from './import-store.ts';
import { inOtherState, undoing } from './import-undo.ts';
import { demandManaging } from './managing.ts';
import { getOperation } from './operation.ts';

const SAMPLE_COLUMNS = 3;

/** Reads the file before the transaction; the handler tells what is wrong with it to those who may know. */
async function prepare(
  before: Before,
  sent: { readonly body: unknown; readonly query: { readonly upload?: string } },
): Promise<FileTable | Refusal> {
  const bytes = await bytesOf(before, sent);
  return bytes ? readInTurn(bytes) : refuse('station.file-unreadable', { why: 'kosong / empty' });
}

const columnsReading = handle(
  readColumns,
  async (ctx, { params }, found) => {
    await demandManaging(ctx, { operationId: params.operationId });
    const table = accept(found);
    const samples = (name: string) =>
      table.rows
        .slice(0, 200)
        .flatMap(({ cells }) => cells.get(name) || [])
        .slice(0, SAMPLE_COLUMNS);
    return {
      format: table.format,
      rows: table.rows.length,
      columns: table.columns.map((name) => ({ name, samples: samples(name) })),
      suggested: suggestMapping(table.columns),
    };
  },
  { prepare },
);

type Kept = { readonly fileSha256: string | null; readonly fingerprint: string };

async function keep(
  before: Before,
  sent: { readonly body: unknown; readonly query: { mapping: string; source: string; upload?: string } },
): Promise<Kept> {
  const { mapping, source } = sent.query;
  const bytes = await bytesOf(before, sent);
  return { fileSha256: await keepBody(before, sent), fingerprint: fingerprintOf(bytes, mapping, source) };
}

const linkTo = (operationId: string, importId: string) => `/o/${operationId}/muat-tps?import=${importId}`;

const checking = handleByJob(
  checkImport,
  async (ctx, { params, query }, { fileSha256, fingerprint }: Kept) => {
    const { operationId } = params;
    await demandManaging(ctx, { operationId });
    await getOperation(ctx, operationId);
    const { id: importId, mapping, source } = query;
    const earlier = await findImport(ctx.tx, importId);
    if (earlier && earlier.state !== 'failed') return resent(ctx, earlier, { operationId, fingerprint });
    if (fileSha256 === null) throw new Refused(refuse('station.file-unreadable', { why: 'kosong / empty' }));
    const link = linkTo(operationId, importId);
    const { jobId } = await ctx.enqueue(checkStations, { importId, fileSha256, mapping }, { link });
    await beginImport(ctx.tx, {
      ...{ id: importId, operationId, fingerprint, fileSha256, source, jobId },
      ...{
        fileName: query.fileName ?? null,
        statedOn: query.statedOn ?? null,
        by: ctx.actor.userId,
        at: ctx.now,
      },
    });
    return getReport(ctx, importId);
  },
  { prepare: keep, awaits: { job: jobOf, read: (ctx, { query }) => getReport(ctx, query.id) } },
);

async function resent(
  ctx: Context,
  earlier: StoredImport,
  file: Pick<StoredImport, 'operationId' | 'fingerprint'>,
): Promise<StationImportReport> {
  const same = earlier.operationId === file.operationId && earlier.fingerprint === file.fingerprint;
  if (!same) throw new Refused(refuse('station.import-id-reused'));
  ctx.unchanged();
  return getReport(ctx, earlier.id);
}

const applying = handleByJob(
  applyImport,
  async (ctx, { params }) => {
    const made = await getManaged(ctx, params.importId);
    const { id: importId, operationId } = made;
    const link = linkTo(operationId, importId);
    const { jobId } = await ctx.enqueue(applyStations, { importId }, { link });
    if (!(await beginApplying(ctx.tx, importId, jobId))) throw inOtherState(made);
    await demandApplicable(ctx, made);
    return getReport(ctx, importId);
  },
  { awaits: { job: jobOf, read: (ctx, { params }) => getReport(ctx, params.importId) } },
);

function fingerprintOf(body: unknown, ...rest: readonly string[]): string {
  const hash = createHash('sha256');
  if (Buffer.isBuffer(body)) hash.update(body);
  return hash.update(rest.join('\u0000')).digest('hex');
}

export const importing = [columnsReading, checking, applying, undoing];
