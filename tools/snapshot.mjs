import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildStale } from './build.mjs';
import { captureNode, root } from './child.mjs';

/** `npm run snapshot [-- --write]`: have endpoints, events or rights changed without anyone saying so? */
export async function main(args) {
  const built = await buildStale();
  if (built !== 0) return built;
  if (args.includes('--write')) return writePapers();
  const { code, output } = await compareCatalogue();
  console.log(output);
  return code;
}

/** Compares what the built server says of itself with the papers in docs; resolves to {code, output}. */
export async function compareCatalogue() {
  const now = await readPapers();
  if (now.problem) return { code: 1, output: now.problem };
  const changes = Object.entries(now.papers).flatMap(([file, text]) => differences(file, text));
  if (changes.length === 0) return { code: 0, output: 'The catalogue is as recorded.' };
  const remedy =
    'Endpoints, events or rights changed. If that is meant: npm run snapshot -- --write, and commit it.';
  return { code: 1, output: [...changes.slice(0, 60), remedy].join('\n') };
}

function differences(file, text) {
  const path = join(root, file);
  if (!existsSync(path)) return [`${file} is missing.`];
  const before = readFileSync(path, 'utf8');
  return before === text ? [] : [...diffLines(before, text, '-'), ...diffLines(text, before, '+')];
}

async function writePapers() {
  const now = await readPapers();
  if (now.problem) {
    console.error(now.problem);
    return 1;
  }
  for (const [file, text] of Object.entries(now.papers)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    console.log(`Wrote ${file}.`);
  }
  return 0;
}

async function readPapers() {
  const { code, output, stdout } = await captureNode(['dist/server/main.js', 'catalogue']);
  if (code !== 0) return { problem: `The server could not print its catalogue:\n${output}` };
  try {
    return { papers: JSON.parse(stdout) };
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
