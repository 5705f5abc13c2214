/** What can be wrong with a data directory or the database inside it; translated on the way out. */
export type DataDirectoryCode =
  | 'data.locked'
  | 'data.read-only'
  | 'data.not-a-directory'
  | 'data.not-ours'
  | 'data.newer'
  | 'data.older'
  | 'data.full'
  | 'data.not-a-backup'
  | 'database.binaries-missing'
  | 'database.init-failed'
  | 'database.start-failed'
  | 'database.stop-failed';

/** The message is one sentence that names the remedy. */
export class DataDirectoryError extends Error {
  readonly code: DataDirectoryCode;

  constructor(code: DataDirectoryCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataDirectoryError';
    this.code = code;
  }
}

/** The `code` of a system or PostgreSQL error, where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Turns a refused file operation into a sentence a person can act on. */
export function describeFileError(error: unknown, path: string): DataDirectoryError {
  if (error instanceof DataDirectoryError) return error;
  const options = { cause: error };
  switch (errorCode(error)) {
    case 'EROFS':
      return new DataDirectoryError(
        'data.read-only',
        `${path} is on a read-only file system: choose a data directory that can be written to.`,
        options,
      );
    case 'EACCES':
    case 'EPERM':
      return new DataDirectoryError(
        'data.read-only',
        `${path} may not be written to by this user: give the user that runs Rakor write access, or choose another data directory.`,
        options,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new DataDirectoryError(
        'data.not-a-directory',
        `${path} is (or lies below) a file, not a directory: choose another data directory.`,
        options,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new DataDirectoryError('data.full', `There is no space left for ${path}: free some.`, options);
    default:
      return new DataDirectoryError(
        'database.start-failed',
        `${path} could not be prepared (${errorText(error)}): check the directory and start again.`,
        options,
      );
  }
}
