/** The work behind imports of jurisdictions: the dry run, and writing what was found. Both may run twice. */
import { areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { job } from '#server/jobs/job.ts';
import { newId } from '#shared/id.ts';
import { READING_FILE, WRITING_ROWS } from '#shared/import.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { Id, object, Standing, Type } from '#shared/schema.ts';
import { manageAgencies } from './contract.ts';
import { importApplied, importChecked } from './import-contract.ts';
import {
  demandAreas,
  finishCheck,
  type ImportedRow,
  leave,
  markImport,
  type StoredImport,
  takeUp,
} from './import-store.ts';
import { readJurisdictions } from './jurisdiction-file.ts';
import { checkJurisdictions, jurisdictionKey } from './rules.ts';
import * as store from './store.ts';

/** Checks the file that was kept for this import. */
export const checkJurisdictionFile = job({
  name: 'agencies.check-import',
  title: { id: 'Memeriksa berkas wilayah tugas', en: 'Checking a file of jurisdictions' },
  input: object({ importId: Id, fileSha256: Type.String(), standing: Standing }),
  output: object({ importId: Id }),
  records: [importChecked],
  ended: ({ tx }, { importId }) => leave(tx, importId, { from: 'checking', to: 'failed' }),
  async run(at, { importId, fileSha256, standing }) {
    await at.progress(0, null, READING_FILE);
    const bytes = await at.files.get(fileSha256);
    if (!bytes) throw new Refused(refuse('agencies.file-unreadable', { why: 'hilang / lost' }));
    await at.inTransaction(async (context) => {
      const begun = await takeUp(context.tx, {
        id: importId,
        jobId: at.id,
        state: 'checking',
        left: 'failed',
      });
      if (!begun) return;
      const found = await check(context, bytes, standing);
      await finishCheck(context.tx, importId, found, at.now());
      await context.record(importChecked, {
        subject: importId,
        after: { fileSha256, source: begun.source, accepted: found.accepted, refused: found.refused },
        attributes: {},
      });
    });
    return { importId };
  },
});

type Found = Pick<StoredImport, 'rows' | 'errors' | 'accepted' | 'unchanged' | 'refused'>;

async function check(context: Context, bytes: Uint8Array, standing: Standing): Promise<Found> {
  const cells = await readJurisdictions(bytes);
  const areas = await context.ask(areaNames, { codes: [...new Set(cells.map((row) => row.area))] });
  const codes = new Set(areas.map((area) => area.code));
  const recorded = await store.recordedJurisdictions(context.tx);
  const { planned, errors } = checkJurisdictions(cells, {
    holders: await store.holdersByKey(context.tx),
    knowsArea: (code) => codes.has(code),
    recorded: new Set(recorded.map((row) => jurisdictionKey(row, row.area))),
    mayChange: (area) => context.may(manageAgencies, { area }),
  });
  const rows = planned.flatMap(({ agencyId, unitId, area, holder, isSame }): ImportedRow[] =>
    isSame ? [] : [{ id: newId(context.now.getTime()), agencyId, unitId, area, holder, standing }],
  );
  const accepted = planned.length;
  return { rows, errors, accepted, unchanged: accepted - rows.length, refused: errors.length };
}

/** Writes what a dry run found. */
export const applyJurisdictionFile = job({
  name: 'agencies.apply-import',
  title: { id: 'Menerapkan berkas wilayah tugas', en: 'Applying a file of jurisdictions' },
  input: object({ importId: Id }),
  output: object({ importId: Id }),
  records: [importApplied],
  ended: ({ tx }, { importId }) => leave(tx, importId, { from: 'applying', to: 'checked' }),
  async run(at, { importId }) {
    await at.inTransaction(async (context) => {
      const found = await takeUp(context.tx, {
        id: importId,
        jobId: at.id,
        state: 'applying',
        left: 'checked',
      });
      if (!found) return;
      demandAreas(context, found);
      await at.progress(0, found.rows.length, WRITING_ROWS);
      let lost = 0;
      for (const row of found.rows)
        if (!(await store.insertJurisdiction(context.tx, { ...row, source: found.source }))) lost += 1;
      if (lost > 0) throw new Refused(refuse('agencies.import-stale', { count: lost }));
      await markImport(context.tx, importId, 'applied', at.now());
      const { fileSha256, source, accepted, refused } = found;
      const after = { fileSha256, source, accepted, refused };
      await context.record(importApplied, { subject: importId, after, attributes: {} });
    });
    return { importId };
  },
});
