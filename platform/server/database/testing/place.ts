import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary directory that ordinary clean-up removes. */
export async function makePlace(): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'rakor-db-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/**
 * A directory that cannot be written to: by its mode, or under root (whom no mode stops) as a read-only mount.
 * Undefined where the machine allows neither.
 */
export async function makeReadOnly(
  below: string,
): Promise<{ dir: string; undo(): Promise<void> } | undefined> {
  const dir = join(below, 'read-only');
  await mkdir(dir);
  if (process.getuid?.() !== 0) {
    await chmod(dir, 0o500);
    return { dir, undo: () => chmod(dir, 0o700) };
  }
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return { dir, undo: async () => void execFileSync('umount', [dir]) };
}

/** Kills the postmaster and, on Linux, every process that works in the data directory, as a power cut would. */
export async function killServer(data: string, postmaster: number): Promise<void> {
  process.kill(postmaster, 'SIGKILL');
  if (process.platform !== 'linux') return;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (cwd === data && Number(pid) !== process.pid) killIfThere(Number(pid));
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself between the look and the kill.
  }
}
