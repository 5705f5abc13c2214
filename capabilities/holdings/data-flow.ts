/** The table of personal fields in docs/data-flow.md, from the declarations. */
import type { Capability } from '#server/capability.ts';
import { lawfulBases } from '#shared/holding.ts';
import { declaredBy } from './declared.ts';
import { readersText, termText } from './readers.ts';
import { linesOf } from './rows.ts';

/** Markdown: one row per personal field, one per sealed field. */
export function personalFields(rooms: readonly Capability[]): string {
  const rows = linesOf(declaredBy(rooms)).flatMap(({ record, field, column, columns }) => {
    const where = columns.map((each) => `\`${each}\``).join(', ');
    const readers = readersText(column).en;
    if (column.class === 'sealed') {
      return [[`${record.en}: ${field.en}`, where, 'sealed', '-', '-', readers]];
    }
    if (column.class !== 'personal') return [];
    const { purpose, basis, term } = column;
    return [
      [`${record.en}: ${field.en}`, where, purpose.en, lawfulBases[basis].en, termText(term).en, readers],
    ];
  });
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const head = ['field', 'where', 'purpose', 'lawful basis', 'kept', 'readers'];
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
