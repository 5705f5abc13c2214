/** The work behind imports of areas: the dry run, and writing what was found. Both may run twice. */
import { job } from '#server/jobs/job.ts';
import { READING_FILE, STAGING_ROWS, WRITING_ROWS } from '#shared/import.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { Id, object, oneOf, Type } from '#shared/schema.ts';
import { CHECK, countsOf, demandReach, stagedOf } from './import-check.ts';
import { asked, importApplied, importChecked, importKinds } from './import-contract.ts';
import * as store from './import-store.ts';

/** Checks the file that was kept for this import. */
export const checkAreas = job({
  name: 'areas.check-import',
  title: { id: 'Memeriksa berkas wilayah', en: 'Checking a file of areas' },
  input: object({ kind: oneOf(importKinds), fileSha256: Type.String(), asked: object(asked) }),
  output: object({ importId: Id }),
  records: [importChecked],
  ended: ({ tx }, input) => store.leave(tx, input.asked.id, { from: 'checking', to: 'failed' }),
  async run(at, { kind, fileSha256, asked: query }) {
    const importId = query.id;
    await at.progress(0, null, READING_FILE);
    const bytes = await at.files.get(fileSha256);
    if (!bytes) throw new Refused(refuse('areas.file-unreadable', { why: 'hilang / lost' }));
    await at.inTransaction(async (context) => {
      const { tx } = context;
      const begun = { id: importId, jobId: at.id, state: 'checking', left: 'failed' } as const;
      if (!(await store.takeUp(tx, begun))) return;
      const basedOn = await store.dataVersion(tx);
      const found = await CHECK[kind](context, query, bytes);
      const { added, changed, unchanged, refused } = countsOf(found);
      const rows = stagedOf(found);
      await store.stageRows(tx, importId, rows, (done) => at.progress(done, rows.length, STAGING_ROWS));
      const counts = { added, changed, unchanged, refused, errors: found.errors, basedOn };
      await store.finishCheck(tx, importId, counts, at.now());
      const accepted = added + changed + unchanged;
      const after = { kind, fileSha256, source: query.source, accepted, refused };
      await context.record(importChecked, { subject: importId, after, attributes: {} });
    });
    return { importId };
  },
});

/** Writes what a dry run found. */
export const applyAreas = job({
  name: 'areas.apply-import',
  title: { id: 'Menerapkan berkas wilayah', en: 'Applying a file of areas' },
  input: object({ importId: Id }),
  output: object({ importId: Id }),
  records: [importApplied],
  ended: ({ tx }, { importId }) => store.leave(tx, importId, { from: 'applying', to: 'checked' }),
  async run(at, { importId }) {
    await at.inTransaction(async (context) => {
      const { tx } = context;
      const version = await store.dataVersion(tx, 'locked');
      const begun = { id: importId, jobId: at.id, state: 'applying', left: 'checked' } as const;
      const found = await store.takeUp(tx, begun);
      if (!found) return;
      const { kind, fileSha256, source, added, changed } = found;
      if (found.basedOn !== version) throw new Refused(refuse('areas.import-stale'));
      await demandReach(context, found);
      await at.progress(0, added + changed, WRITING_ROWS);
      await store.writeRows(tx, found, 'after');
      await at.progress(added + changed, added + changed, WRITING_ROWS);
      const dataVersion = await store.finish(context, importId, 'applied');
      await context.record(importApplied, {
        subject: importId,
        after: { kind, fileSha256, source, added, changed, dataVersion },
        attributes: {},
      });
    });
    return { importId };
  },
});
