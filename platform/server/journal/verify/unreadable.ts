/** A journal, or what somebody kept of it, that cannot be read: no verdict about it, and what to do, in both languages. */
export class UnreadableError extends Error {
  readonly inIndonesian: string;
  constructor(id: string, en: string) {
    super(en);
    this.name = 'UnreadableError';
    this.inIndonesian = id;
  }
}
