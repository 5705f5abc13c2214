/** What can be wrong with a backup, its place or its key; one paragraph in each language, with the remedy. */
export type BackupCode =
  | 'backup.no-data'
  | 'backup.place'
  | 'backup.key'
  | 'backup.wrong-key'
  | 'backup.damaged'
  | 'backup.not-a-backup'
  | 'backup.newer'
  | 'backup.target-used'
  | 'backup.not-as-written'
  | 'backup.busy'
  | 'backup.unfinished'
  | 'backup.no-ledger'
  | 'backup.ledger'
  | 'backup.ledger-old'
  | 'backup.journal-altered';

export class BackupError extends Error {
  readonly code: BackupCode;
  readonly id: string;
  readonly en: string;

  constructor(code: BackupCode, id: string, en: string, options?: ErrorOptions) {
    super(`${id}\n\n${en}`, options);
    this.name = 'BackupError';
    this.code = code;
    this.id = id;
    this.en = en;
  }
}
