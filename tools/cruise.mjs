/**
 * Checks the directions of imports: `node tools/cruise.mjs [--json] [root of a house]`.
 *
 * dependency-cruiser reads .ts files with the TypeScript compiler's API, which TypeScript 7 does not have: with it
 * alone it sees no module and reports success. So it is given TypeScript 6 (installed under the name `typescript-6`)
 * whenever it asks for `typescript`, and seeing no module is a failure.
 */
import { existsSync } from 'node:fs';
import Module, { createRequire, register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './child.mjs';

const FOLDERS = ['apps', 'capabilities', 'data', 'engines', 'platform', 'scenarios'];

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  const house = args.find((arg) => !arg.startsWith('--')) ?? root;
  giveTypeScript6();
  const { cruise } = await import('dependency-cruiser');
  const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
  process.chdir(house);
  const folders = FOLDERS.filter((folder) => existsSync(join(house, folder)));
  const { output } = await cruise(folders, { ...options, validate: true, ruleSet: { forbidden } });
  return report(output.summary, args.includes('--json'));
}

function report({ violations, totalCruised, totalDependenciesCruised }, asJson) {
  const found = violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  if (asJson) console.log(JSON.stringify({ modules: totalCruised, violations: found }));
  else for (const { rule, from, to } of found) console.error(`${rule}: ${from} → ${to}`);
  if (totalCruised === 0) {
    console.error('No module was seen: the rules were not checked at all.');
    return 1;
  }
  if (!asJson)
    console.log(
      `${totalCruised} modules, ${totalDependenciesCruised} imports, ${found.length} in a forbidden direction.`,
    );
  return found.length > 0 ? 1 : 0;
}

/** dependency-cruiser asks twice: `require` for the version, `import` for the compiler. */
function giveTypeScript6() {
  const require = createRequire(import.meta.url);
  const file = require.resolve('typescript-6');
  const original = Module._resolveFilename;
  Module._resolveFilename = function resolve(request, ...rest) {
    return original.call(this, request.replace(/^typescript(?=$|\/)/, 'typescript-6'), ...rest);
  };
  const url = JSON.stringify(pathToFileURL(file).href);
  const hook = `export const resolve = (name, context, next) =>
    name === 'typescript' ? { url: ${url}, format: 'commonjs', shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
