const QUOTE = '"';

/**
 * The records of a CSV one after the other, in the order of the text; only one is held at a time. A blank line is a
 * record of one empty cell, so that rows can be counted as a spreadsheet does. Line ends may be of any kind, and there may
 * be spaces around a quoted cell.
 * @param cells how many all records may hold together, blank ones too: each costs time and memory
 * @throws RangeError beyond that; SyntaxError naming the line where a quote is never closed, or closed too early
 */
export function* csvRecords(text: string, delimiter: string, cells: number): Generator<readonly string[]> {
  const left = { cells };
  let line = 1;
  for (let at = 0; at < text.length; line += 1) {
    const { record, end } = recordAt({ text, at, line }, delimiter, left);
    yield record;
    at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
  }
}

type Place = { readonly text: string; readonly at: number; readonly line: number };

function recordAt({ text, at, line }: Place, delimiter: string, left: { cells: number }) {
  const record: string[] = [];
  for (let from = at; ; ) {
    if (left.cells === 0) throw new RangeError('CSV');
    left.cells -= 1;
    const opening = spacesEnd(text, from);
    const isQuoted = text[opening] === QUOTE;
    const closing = isQuoted ? quotedEnd({ text, at: opening, line }) : plainEnd(text, from, delimiter);
    record.push(
      isQuoted ? text.slice(opening + 1, closing - 1).replaceAll('""', QUOTE) : text.slice(from, closing),
    );
    const end = isQuoted ? spacesEnd(text, closing) : closing;
    if (text[end] !== delimiter) {
      if (end < text.length && !isLineEnd(text[end])) throw broken('"…"', line);
      return { record, end };
    }
    from = end + 1;
  }
}

function broken(what: string, line: number): SyntaxError {
  return new SyntaxError(`${what} (baris/row ${line})`);
}

function isLineEnd(letter: string | undefined): boolean {
  return letter === '\n' || letter === '\r';
}

function spacesEnd(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

function plainEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && !isLineEnd(text[at])) at += 1;
  return at;
}

/** Behind the quote that closes the cell; a doubled one stands for itself. */
function quotedEnd({ text, at, line }: Place): number {
  for (let next = at + 1; ; next += 2) {
    next = text.indexOf(QUOTE, next);
    if (next < 0) throw broken('"…', line);
    if (text[next + 1] !== QUOTE) return next + 1;
  }
}
