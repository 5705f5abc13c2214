import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { captureNode, root, tools } from './child.mjs';
import { globFiles } from './files.mjs';

const TEMPLATE = join(root, 'tools/room-template');
const LIST = 'apps/server/capabilities.ts';
const USAGE = 'Usage: npm run new capability NAME   (kebab-case, for instance road-blocks)';

/** `npm run new capability NAME`: a room that is green at once, and its line in the list of the server. */
export async function main([what, name = '', ...rest]) {
  const problem = findProblem(what, name, rest);
  if (problem) {
    console.error(problem);
    return 1;
  }
  const words = wordsFor(name);
  const made = globFiles((path) => path.endsWith('.tmpl'), TEMPLATE).map((path) =>
    writeFrom(path, name, words),
  );
  writeFileSync(join(root, LIST), withRoom(readFileSync(join(root, LIST), 'utf8'), name, words.__camel__));
  const { code, output } = await captureNode([tools.biome, 'check', '--write', `capabilities/${name}`, LIST]);
  for (const file of [...made, LIST]) console.log(file);
  if (code !== 0) console.error(output);
  else
    console.log(`Now say in capabilities/${name}/README.md what the room is for, and write its first rule.`);
  return code;
}

function findProblem(what, name, rest) {
  if (what !== 'capability' || rest.length > 0) return USAGE;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return `"${name}" is not kebab-case.\n${USAGE}`;
  if (existsSync(join(root, 'capabilities', name))) return `capabilities/${name} is there already.`;
  return existsSync(join(root, LIST))
    ? undefined
    : `${LIST} is missing: there is no server to add a room to.`;
}

function wordsFor(name) {
  const title = name.replaceAll('-', ' ');
  return {
    __room__: name,
    __table__: `${name.replaceAll('-', '_')}_entry`,
    __camel__: name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase()),
    __Title__: title[0].toUpperCase() + title.slice(1),
    __title__: title,
  };
}

function writeFrom(path, name, words) {
  const fill = (text) =>
    Object.entries(words).reduce((filled, [word, value]) => filled.replaceAll(word, value), text);
  const file = `capabilities/${name}/${fill(path).replace(/\.tmpl$/, '')}`;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), fill(readFileSync(join(TEMPLATE, path), 'utf8')));
  return file;
}

/** The list with an import and a last entry for the room. Biome then puts the import in its place. */
function withRoom(list, name, camel) {
  const start = list.search(/^import /m);
  const end = list.lastIndexOf('];');
  const before = list.slice(start, end).trimEnd();
  const comma = /[[,]$/.test(before) ? '' : ',';
  const added = `import { ${camel} } from '#rooms/${name}/server.ts';\n`;
  return `${list.slice(0, start)}${added}${before}${comma}\n  ${camel},\n${list.slice(end)}`;
}
