import { buildStale } from './build.mjs';
import { runNode } from './child.mjs';

/** `npm start [-- arguments of the server]`: build what is stale, then serve. */
export async function main(args) {
  const built = await buildStale();
  if (built !== 0) return built;
  return runNode(['--enable-source-maps', 'dist/server/main.js', ...args], { hearsTwice: true });
}
