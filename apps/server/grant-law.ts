/** Rules and tables of holidays out of reference data, as the room of grants wants them, and figures as published. */
import type { ReferenceData } from '#data/load.ts';
import type { Source } from '#data/schema.ts';
import type { LegalRules, PublishedGrants } from '#data/schema-grants.ts';
import type { GrantLaw } from '#rooms/grants/server.ts';
import { citeBy } from './sample/citing.ts';

/** Read at first use, once. @throws DataError for a file that is not what its schema says */
export function grantLaw(data: ReferenceData): () => GrantLaw {
  let read: GrantLaw | null = null;
  return () => {
    read ??= {
      rules: data.legalRuleKeys().flatMap((key) => rulesOf(data.legalRules(key))),
      tables: data.holidayKeys().map((key) => tableOf(data.holidays(key))),
      published: { series: data.publishedGrantKeys().map((key) => seriesOf(data.publishedGrants(key))) },
    };
    return read;
  };
}

function rulesOf({ rules, sources }: LegalRules): GrantLaw['rules'] {
  return rules.map(({ key: id, source, note: _note, ...rule }) => {
    const url = sources.find(({ key }) => key === source)?.url ?? null;
    return { id, url, ...rule };
  });
}

function tableOf(table: ReturnType<ReferenceData['holidays']>): GrantLaw['tables'][number] {
  const { key: id, version, from, to } = table;
  const cite = citeBy(table.sources);
  const days = table.days.map(({ day, name, kind, standing, source }) => {
    return { day, name, kind, standing, source: cite(source) };
  });
  return { id, version, from, to, source: cite(table.source), days };
}

function seriesOf(published: PublishedGrants): GrantLaw['published']['series'][number] {
  const { key, title, areaCode: area, points, sources } = published;
  return {
    key,
    title,
    area,
    points: points.map(({ day, figures }) => ({
      day,
      figures: figures.map(({ note = null, ...figure }) => ({ ...figure, note })),
    })),
    sources: sources.map(sourceRow),
  };
}

function sourceRow({ key, title, publisher, date, url }: Source) {
  return { key, title, publisher, date, url: url ?? null };
}
