import { execFileSync, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The start script of an installed tool. Called by path, because two packages claim the name `tsc`. */
export const tools = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  tsx: 'node_modules/tsx/dist/cli.mjs',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/**
 * Runs Node on the given arguments with our terminal; resolves to the exit code.
 * `hearsTwice`: the child takes the same signal from the terminal and from us for one.
 */
export function runNode(args, { env = {}, cwd = root, hearsTwice = false } = {}) {
  const child = spawn(process.execPath, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  return follow(child, hearsTwice);
}

/** Like `runNode`, for a program on the PATH. */
export function runProgram(program, args, { env = {}, cwd = root } = {}) {
  const shell = process.platform === 'win32';
  return follow(spawn(program, args, { cwd, shell, stdio: 'inherit', env: { ...process.env, ...env } }));
}

/** Runs Node and keeps what it prints; resolves to {code, output, stdout}. */
export async function captureNode(args, { env = {}, cwd = root } = {}) {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  const all = [];
  const out = [];
  child.stdout.on('data', (chunk) => {
    all.push(chunk);
    out.push(chunk);
  });
  child.stderr.on('data', (chunk) => all.push(chunk));
  const code = await follow(child);
  return { code, output: Buffer.concat(all).toString(), stdout: Buffer.concat(out).toString() };
}

const PARENT_CHECK_MS = 250;

/** Passes our signals on to the child until it ends; resolves to its exit code (128 + signal when killed). */
function follow(child, hearsTwice = false) {
  const passed = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    // A terminal already sends Ctrl-C to the whole group: a second one would mean "stop at once". One that was sent
    // to npm alone looks the same to us.
    const isHeard = signal === 'SIGINT' && process.stdin.isTTY && !hearsTwice;
    const handler = () => (isHeard ? undefined : child.kill(signal));
    process.on(signal, handler);
    return [signal, handler];
  });
  const watch = stopWithNpm(child);
  return new Promise((resolve) => {
    const end = (code) => {
      clearInterval(watch);
      for (const [signal, handler] of passed) process.off(signal, handler);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`Cannot run ${child.spawnfile}: ${error.message}`);
      end(127);
    });
    child.once('close', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/**
 * npm passes SIGTERM on to the shell between us, and that shell dies without a word to us; on SIGHUP npm itself dies and
 * the shell lives on. What npm started would run for ever. So the end of either means that we were meant to stop.
 */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  const npm = npmAbove(parent);
  const check = () =>
    (process.ppid !== parent || (npm !== undefined && !isAlive(npm))) && child.kill('SIGTERM');
  return setInterval(check, PARENT_CHECK_MS).unref();
}

/** The number of npm, when a shell stands between it and us; what stands above npm is no business of ours. */
function npmAbove(parent) {
  if (process.platform === 'win32') return undefined;
  try {
    const told = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(parent)], { encoding: 'utf8' });
    const [, above, command = ''] = /^\s*(\d+)\s+(.*)/.exec(told) ?? [];
    return / -c .*tools\/run\.mjs/.test(command) ? Number(above) : undefined;
  } catch {
    // A machine without `ps`: the shell's end is then the only sign.
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
