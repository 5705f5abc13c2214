import { runNode, tools } from './child.mjs';
import { globFiles } from './files.mjs';

/** `npm run bench [-- name]`: every benchmark in turn, or those whose path contains a name. */
export async function main(args) {
  const files = globFiles((path) => /\/bench\/[^/]+\.bench\.ts$/.test(path)).filter(
    (path) => args.length === 0 || args.some((name) => path.includes(name)),
  );
  if (files.length === 0) {
    console.error(`No benchmark matches ${args.join(' ') || '**/bench/*.bench.ts'}.`);
    return 1;
  }
  let worst = 0;
  for (const file of files) {
    console.log(`\n${file}`);
    worst = Math.max(worst, await runNode([tools.tsx, file]));
  }
  return worst;
}
