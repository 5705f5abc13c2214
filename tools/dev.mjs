import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode, tools } from './child.mjs';

/** `npm run dev [-- arguments of the server]`: the server restarts and the screens reload on every change. */
export async function main(args) {
  const apps = ['opsroom', 'field', 'portal'].filter((app) =>
    existsSync(join(root, `apps/${app}/vite.config.ts`)),
  );
  const running = [
    runNode([tools.tsx, 'watch', '--clear-screen=false', 'apps/server/main.ts', ...args]),
    ...apps.map((app) => runNode([tools.vite, 'dev', `apps/${app}`])),
  ];
  return Promise.race(running).then((code) => process.exit(code));
}
