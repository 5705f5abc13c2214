import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildStale } from './build.mjs';
import { captureNode, root } from './child.mjs';

const FILE = join(root, 'docs/catalogue.json');

/** `npm run snapshot [-- --write]`: has the catalogue of endpoints and events changed without anyone saying so? */
export async function main(args) {
  const built = await buildStale();
  if (built !== 0) return built;
  if (args.includes('--write')) return writeCatalogue();
  const { code, output } = await compareCatalogue();
  console.log(output);
  return code;
}

/** Compares the built server with docs/catalogue.json; resolves to {code, output}. */
export async function compareCatalogue() {
  if (!existsSync(FILE))
    return { code: 1, output: 'docs/catalogue.json is missing. Make it: npm run snapshot -- --write' };
  const now = await readCatalogue();
  if (now.problem) return { code: 1, output: now.problem };
  const before = readFileSync(FILE, 'utf8');
  if (before === now.text) return { code: 0, output: 'The catalogue is as recorded.' };
  const changes = [...diffLines(before, now.text, '-'), ...diffLines(now.text, before, '+')].slice(0, 60);
  const remedy = 'Endpoints or events changed. If that is meant: npm run snapshot -- --write, and commit it.';
  return { code: 1, output: [...changes, remedy].join('\n') };
}

async function writeCatalogue() {
  const now = await readCatalogue();
  if (now.problem) {
    console.error(now.problem);
    return 1;
  }
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, now.text);
  console.log('Wrote docs/catalogue.json.');
  return 0;
}

async function readCatalogue() {
  const { code, output, stdout } = await captureNode(['dist/server/main.js', 'catalogue']);
  if (code !== 0) return { problem: `The server could not print its catalogue:\n${output}` };
  try {
    return { text: `${JSON.stringify(JSON.parse(stdout), null, 2)}\n` };
  } catch {
    return { problem: `The server's catalogue is not JSON:\n${output.slice(0, 2000)}` };
  }
}

/** Lines of one text that the other has fewer of, marked. Order does not matter: the catalogue is sorted. */
function diffLines(text, other, mark) {
  const left = new Map();
  for (const line of other.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return text.split('\n').flatMap((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count > 0 ? [] : [`${mark} ${line.trim()}`];
  });
}
