/** What a phone does: send a report, send its photographs, ask what became of them. */

import { operationSummary } from '#rooms/operations/contract.ts';
import { contentHashOf } from '#server/endpoint/content-hash.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { spokenCode } from '#shared/id.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import {
  fieldReportSubmit,
  listMyReports,
  promiseText,
  type Receipt,
  type ReportDraft,
  readReportKinds,
  reportReceived,
  submitReport,
} from './contract.ts';
import { fileReport } from './filing.ts';
import { wholeText, whyNot } from './rules.ts';
import { stepsOf } from './steps.ts';
import { type Filed, findEarlier, insertReport, insertStep, keepReceipt, listMine } from './store.ts';
import { kindsInForce } from './store-kinds.ts';

const readingKinds = handle(readReportKinds, async ({ tx }) => {
  const { version, kinds } = await kindsInForce(tx);
  return { version, kinds: [...kinds] };
});

const submitting = handle(submitReport, async (context, input) => {
  const body = { ...input.body, text: wholeText(input.body.text) };
  context.demand(fieldReportSubmit, { operationId: body.operationId });
  const contentHash = contentHashOf(body);
  const earlier = await receiptGiven(context, body.id, contentHash);
  if (earlier) return earlier;
  const operation = await context.ask(operationSummary, { id: body.operationId });
  if (!operation) throw new Refused(refuse('not-found'));
  const { kinds } = await kindsInForce(context.tx);
  const objection = whyNot(body, kinds);
  if (objection) throw new Refused(objection);
  const { filed, notices } = accept(await fileReport(context, body, { operation, kinds, contentHash }));
  const code = await insertCoded(context, filed, await followedBy(context, body));
  // Its twin was faster: the same promise is given again.
  if (code === null) return accept((await receiptGiven(context, body.id, contentHash)) ?? taken());
  return promise(context, filed, code, notices);
});

const taken = () => refuse('field-report.id-taken');

/** The receipt that this very report got before; null for a new one. Somebody else's id says nothing but "taken". */
async function receiptGiven(context: Context, id: string, contentHash: Buffer): Promise<Receipt | null> {
  const earlier = await findEarlier(context.tx, id);
  if (!earlier) return null;
  const isSame = earlier.reporter === context.actor.userId && earlier.contentHash.equals(contentHash);
  if (!isSame) throw new Refused(taken());
  context.unchanged();
  return earlier.receipt;
}

/** The report that this one tells more of: the sender's own, in the same operation. Any other is left out. */
async function followedBy(context: Context, { follows, operationId }: ReportDraft): Promise<string | null> {
  if (follows === undefined) return null;
  const earlier = await findEarlier(context.tx, follows);
  const isOwn = earlier?.reporter === context.actor.userId && earlier.operationId === operationId;
  return isOwn ? follows : null;
}

/** Saves under a code that nobody has in this operation; null when the id was taken meanwhile. */
async function insertCoded(context: Context, filed: Filed, follows: string | null): Promise<string | null> {
  for (;;) {
    const code = spokenCode([2, 4]);
    if (await insertReport(context.tx, code, filed, follows)) return code;
    if (await findEarlier(context.tx, filed.draft.id)) return null;
  }
}

async function promise(
  context: Context,
  filed: Filed,
  code: string,
  notices: readonly Localized[],
): Promise<Receipt> {
  const { draft } = filed;
  const { leafId, hashHex: leafHash } = await context.record(reportReceived, factOf(filed));
  const receivedAt = filed.receivedAt.toISOString();
  const signature = context.signer.sign(promiseText({ leafId, leafHash, receivedAt }));
  const { publicKey } = context.signer;
  const receipt: Receipt = {
    id: draft.id,
    code,
    receivedAt,
    promise: { leafId, leafHash, signature, publicKey },
    notices: [...notices],
  };
  await keepReceipt(context.tx, receipt);
  const { reporter } = filed;
  await insertStep(context.tx, {
    reportId: draft.id,
    what: 'received',
    at: filed.receivedAt,
    operationAt: filed.operationAt,
    byUser: reporter.id,
    byAgency: reporter.agencyId,
    note: null,
  });
  return receipt;
}

function factOf(filed: Filed) {
  const { draft, area, addressee, about, reporter } = filed;
  const { kind, help, text, capturedAt, place, photos } = draft;
  return {
    subject: draft.id,
    operation: draft.operationId,
    area,
    after: {
      kind,
      help,
      text: text === '' ? null : text,
      capturedAt,
      place,
      photos,
      skewS: filed.skewS,
      station: filed.station?.id ?? null,
      addressee: addressee?.id ?? null,
      about: about?.id ?? null,
      channel: 'app',
      ...(filed.afterShift ? { afterShift: true } : {}),
    },
    attributes: {
      operation: draft.operationId,
      area,
      addressee: addressee?.id ?? null,
      about: about?.id ?? null,
      reporter: reporter.id,
    },
  };
}

const mine = handle(listMyReports, async (context) => {
  const reports = await listMine(context.tx, context.actor.userId);
  const steps = await stepsOf(
    context,
    reports.map((report) => report.id),
    false,
  );
  return {
    reports: reports.map(({ resolvedAt, ...report }) => ({
      ...report,
      steps: steps.get(report.id) ?? [],
      ...(resolvedAt === null ? {} : { resolvedAt: resolvedAt.toISOString() }),
    })),
  };
});

export const fieldRoutes = [readingKinds, submitting, mine];
