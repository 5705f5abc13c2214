/** The page of what is past its term. */
import { sql } from 'kysely';
import { houseRests } from '#rooms/operations/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleByJob, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { personalPlaces } from '#server/erasure/places.ts';
import { goesBy, type TermLine, termLines } from '#server/erasure/terms.ts';
import { rootIsTold, tablesOf } from '#server/erasure/ways.ts';
import type { JobKind } from '#server/jobs/job.ts';
import { nextTick } from '#server/jobs/schedule.ts';
import type { EventType } from '#shared/event.ts';
import { lawfulBases, termSpan } from '#shared/holding.ts';
import type { Localized } from '#shared/schema.ts';
import { erasureKind } from './rights.ts';
import type { Held } from './seeking.ts';
import { ROUND } from './terms.ts';
import { countTerms, listTerms, readRound } from './terms-contract.ts';
import { countedAt } from './terms-store.ts';

/** Every event of the house, so that a line of the journal is told in words. */
export type Events = () => readonly EventType[];

/** @param count the job that counts */
export function termRoutes(
  held: Held,
  count: JobKind<Record<string, never>>,
  events: Events,
): readonly Mounted[] {
  return [
    handleList(listTerms, async (ctx, { query }) => {
      const lines = await describe(ctx.tx, { held, events }, query.lang ?? 'id');
      const waitsUntil = await waiting(ctx);
      const names = ['id', 'record', 'field', 'term', 'basis', 'by'] as const;
      return {
        name: 'masa-simpan',
        from: sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as f(id text, record text, field text, term text,
            basis text, by text, why text, lost text, position integer)
          left join term_count c on c.line = f.id
          left join term_notice n on n.line = f.id and n.ended_at is null`,
        where: ctx.visible(erasureKind, {}),
        fields: {
          ...Object.fromEntries(names.map((name) => [name, sql.ref(`f.${name}`)])),
          kept: sql.ref('c.kept'),
          due: sql.ref('c.due'),
          held: sql.ref('c.held'),
          unknown: sql.ref('c.unknown'),
          oldest: sql.ref('c.oldest'),
          announcedAt: sql.ref('n.announced_at'),
          runsAt: sql`case when n.runs_at is not null then greatest(n.runs_at, ${waitsUntil}::timestamptz) end`,
          next: sql.ref('c.next'),
          why: sql`case when c.unknown > 0 then f.lost else f.why end`,
          countedAt: sql.ref('c.counted_at'),
        },
        tieBreak: sql`f.position`,
        defaultSort: '-due,-unknown',
      };
    }),
    handle(readRound, async (ctx) => ({ waitsUntil: (await waiting(ctx))?.toISOString() ?? null })),
    handleByJob(countTerms, async (ctx) => ({ ...(await ctx.enqueue(count, {})), countedAt: null }), {
      awaits: {
        job: ({ jobId }) => jobId,
        read: async ({ tx }) => ({ jobId: null, countedAt: (await countedAt(tx))?.toISOString() ?? null }),
      },
    }),
  ];
}

/** The first round after a vote that is on now. */
async function waiting(ctx: Context): Promise<Date | null> {
  const { until } = await ctx.ask(houseRests, {});
  return until && nextTick(ROUND, new Date(until.getTime() - 1));
}

type Said = { readonly held: Held; readonly events: Events };

async function describe(tx: Tx, { held, events }: Said, language: 'id' | 'en') {
  const lines = termLines(await personalPlaces(tx, held()), held());
  const declared = tablesOf(held());
  const texts = new Map(events().map(({ name, text }) => [name, text]));
  return lines.map((line, position) => ({
    id: line.id,
    record: line.record[language],
    field: `${line.field[language]}${inJournal(line, lines, texts)[language]}`,
    term: termSpan(line.term)[language],
    basis: lawfulBases[line.basis][language],
    by: goesBy(line),
    why: line.term.executed === false ? line.term.why[language] : null,
    lost: (rootIsTold(declared, line.table) ? noSuchOperation : noOperation)[language],
    position,
  }));
}

/** Which event repeats it; and by which of its fields, where it repeats it in more than one. */
function inJournal(
  { journal, table, field }: TermLine,
  lines: readonly TermLine[],
  texts: ReadonlyMap<string, Localized>,
): Localized {
  if (!journal) return { id: '', en: '' };
  const same = lines.filter(
    (line) => line.table === table && line.field.id === field.id && line.journal?.event === journal.event,
  );
  const { id, en } = texts.get(journal.event) ?? { id: journal.event, en: journal.event };
  const part = same.length > 1 ? ` · ${journal.field}` : '';
  return { id: ` (di jurnal: ${id}${part})`, en: ` (in the journal: ${en}${part})` };
}

const noOperation: Localized = {
  id: 'Tak terhitung karena catatan ini tidak menunjuk satu operasi pun.',
  en: 'Cannot be computed because this record names no operation.',
};
const noSuchOperation: Localized = {
  id: 'Tak terhitung karena baris ini, atau daunnya di jurnal, tidak menunjuk operasi atau asal yang masih ada.',
  en: 'Cannot be computed because the row, or its leaf in the journal, names no operation or original that still stands.',
};
