export type MigrationCode =
  | 'migration.bad-name'
  | 'migration.changed'
  | 'migration.unknown'
  | 'migration.out-of-order'
  | 'migration.failed';

/** The message is one sentence that names the file and the remedy. */
export class MigrationError extends Error {
  readonly code: MigrationCode;

  constructor(code: MigrationCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
    this.code = code;
  }
}
