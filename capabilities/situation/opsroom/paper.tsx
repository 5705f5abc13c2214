import type { ReplacedLetter } from '../contract.ts';
import { withoutLetters } from '../letters.ts';
import type { PrintedReport } from '../printed.ts';
import type { Part } from '../sections.ts';
import './paper.css';

/** The report as it will be printed: the same words and figures that go to the PDF, on a sheet. */
export function Paper(props: {
  printed: PrintedReport;
  unprintable?: readonly ReplacedLetter[] | undefined;
}) {
  const missing = new Set((props.unprintable ?? []).map(({ letter }) => letter));
  const printed = withoutLetters(props.printed, missing);
  const { letterhead, marks, operation, number, head, sections, signature, fingerprint, lettersNote } =
    printed;
  return (
    <article className="paper" lang="id">
      <div className="paper-letterhead">
        {letterhead.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </div>
      {marks.map((mark) => (
        <p key={mark} className="paper-mark">
          {mark}
        </p>
      ))}
      <header className="paper-title">
        <h2>LAPORAN HARIAN OPERASI</h2>
        <p>{operation}</p>
        <p>Nomor: {number}</p>
      </header>
      <dl className="paper-head">
        {head.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {sections.map(({ title, parts }) => (
        <section key={title}>
          <h3>{title}</h3>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name and never change their places
            <PaperPart key={index} part={part} label={labelOf(title, parts, index)} />
          ))}
        </section>
      ))}
      <footer className="paper-signature">
        <p>{signature.placeAndDay}</p>
        <p>{signature.office}</p>
        <p className="paper-name">{signature.name || '(………………………………)'}</p>
        <p>{signature.rank}</p>
      </footer>
      <p className="paper-note">{fingerprint}</p>
      {lettersNote === null ? null : <p className="paper-note">{lettersNote}</p>}
    </article>
  );
}

/** A table is called by the heading above it, so that two tables of a section have two names. */
function labelOf(title: string, parts: readonly Part[], index: number): string {
  const above = parts.slice(0, index).findLast(({ kind }) => kind === 'heading');
  return above?.kind === 'heading' ? `${title}: ${above.text}` : title;
}

function PaperPart({ part, label }: { part: Part; label: string }) {
  if (part.kind === 'table') return <PaperTable part={part} label={label} />;
  if (part.kind === 'heading') return <h4>{part.text}</h4>;
  if (part.kind !== 'list')
    return <p className={part.kind === 'note' ? 'paper-note' : 'paper-text'}>{part.text}</p>;
  return (
    <ul>
      {part.items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function PaperTable({ part, label }: { part: Extract<Part, { kind: 'table' }>; label: string }) {
  const { header, rows, aligns } = part;
  const side = (column: number) => (aligns[column] === 'r' ? 'paper-right' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard as well
    <section className="paper-table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map((title, column) => (
              <th key={title} scope="col" className={side(column)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={column} className={side(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
