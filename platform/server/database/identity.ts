import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorCode } from './data-directory-error.ts';

/**
 * Who PostgreSQL runs as. It refuses root; so under root it runs as the owner of its directory,
 * or as `nobody` when the directory is new.
 */
export type Identity = { readonly kind: 'self' } | { readonly kind: 'other'; uid: number; gid: number };

export async function chooseIdentity(home: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const owner = await ownerOf(home);
  if (owner !== undefined && owner.uid !== 0) return { kind: 'other', ...owner };
  return { kind: 'other', ...(await nobody()) };
}

/** The part of the options of `spawn` that makes a program run as that user. */
export function spawnAs(identity: Identity): { uid?: number; gid?: number } {
  return identity.kind === 'self' ? {} : { uid: identity.uid, gid: identity.gid };
}

/**
 * Whether that user can walk to the directory. Reads the permission bits only: a directory opened by an
 * access list counts as closed, which costs a copy of the programs and nothing else.
 */
export async function canReach(identity: Identity, directory: string): Promise<boolean> {
  if (identity.kind === 'self') return true;
  for (let at = resolve(directory); ; at = dirname(at)) {
    const found = await stat(at);
    const bit = found.uid === identity.uid ? 0o100 : found.gid === identity.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const found = await stat(path);
    return { uid: found.uid, gid: found.gid };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

// 65534 is the number of `nobody` on Linux where no user list exists (small containers).
const NOBODY = 65534;

async function nobody(): Promise<{ uid: number; gid: number }> {
  try {
    const users = await readFile('/etc/passwd', 'utf8');
    const fields = users.split('\n').find((line) => line.startsWith('nobody:'));
    const [, , uid, gid] = fields?.split(':') ?? [];
    // macOS lists -2; the system takes the same number as an unsigned one.
    return { uid: Number(uid ?? NOBODY) >>> 0, gid: Number(gid ?? NOBODY) >>> 0 };
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return { uid: NOBODY, gid: NOBODY };
  }
}
