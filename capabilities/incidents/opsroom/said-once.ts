/** What the drawer writes of an incident whose name, description and reports often say the same. */
type Told = {
  readonly title: string;
  readonly text: string;
  readonly reports: readonly { readonly text: string }[];
};

/** The description; empty where the name or a report says it already. */
export function ownText({ title, text, reports }: Told): string {
  const isSaid = isIn(title, text) || reports.some((report) => plain(report.text) === plain(text));
  return isSaid ? '' : text;
}

/** The text of a report; empty where the name of the incident is that very sentence. */
export function reportText({ title }: Told, text: string): string {
  return isIn(title, text) ? '' : text;
}

function isIn(title: string, text: string): boolean {
  return plain(title) === plain(text) || plain(title).startsWith(`${plain(text)} · `);
}

function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.!?]+$/, '');
}
