import type { Source } from '#data/schema.ts';

const longDay = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' });

/** A source as people read it, in Indonesian: `Antara: Polres Metro Jakarta Barat tentang pola 2-8-16, 13 Agustus 2024`. */
export function citationOf({ publisher, title, date }: Source): string {
  const on = date === null ? '' : `, ${longDay.format(new Date(`${date}T00:00:00Z`))}`;
  return `${publisher}: ${title}${on}`;
}

/** @throws Error when no such source is listed: its key is nothing that anybody could read */
export function citeBy(sources: readonly Source[]): (key: string) => string {
  const known = new Map(sources.map((source) => [source.key, source]));
  return (key) => {
    const found = known.get(key);
    if (!found) throw new Error(`no source ${key} is listed`);
    return citationOf(found);
  };
}
