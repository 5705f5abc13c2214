import pg from 'pg';

// What of a database error never holds a value of a row. `detail`, `where`, `internalQuery`, `hint` and the message
// itself quote names and telephone numbers; so do `query` and `parameters`, which drivers add.
const HARMLESS = ['severity', 'schema', 'table', 'column', 'dataType', 'constraint', 'routine'] as const;

const LONGEST_MESSAGE = 300;

type Loggable = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly [more: string]: unknown;
};

/** An error as it may stand in a log: its code and where it happened, never what people entered. */
export function loggable(error: unknown): Loggable {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const fromDatabase = databaseErrorIn(error);
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...('code' in error ? { code: error.code } : {}),
    ...(fromDatabase ? harmless(fromDatabase) : {}),
    // The first lines of a stack repeat the message; only the places are kept.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}

/** What kind of error it is, without a word of its message. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const fromDatabase = databaseErrorIn(error);
  if (fromDatabase) return `database.${fromDatabase.code ?? 'unknown'}`;
  return 'code' in error && /^[A-Z][A-Z0-9_]{2,60}$/.test(String(error.code))
    ? String(error.code)
    : error.name;
}

function harmless(error: pg.DatabaseError): Readonly<Record<string, unknown>> {
  const told = HARMLESS.map((field) => [field, error[field]]).filter(([, value]) => value !== undefined);
  return { code: error.code, ...Object.fromEntries(told) };
}

function databaseErrorIn(error: Error): pg.DatabaseError | null {
  for (let [at, depth]: [unknown, number] = [error, 0]; at instanceof Error && depth < 5; depth += 1) {
    if (at instanceof pg.DatabaseError) return at;
    at = at.cause;
  }
  return null;
}

/** PostgreSQL and JSON.parse quote values and names alike; `table`, `constraint` and the stack tell the names. */
function withoutValues(message: string): string {
  const [first = ''] = message.slice(0, LONGEST_MESSAGE).split('\n', 1);
  return first.replace(/".*"?/g, '"…"').replace(/\d{3,}/g, '…');
}

type Asked = { readonly method?: string; readonly routeOptions?: { readonly url?: string | undefined } };

/**
 * What any line of the log makes of the things that it is given. Of a request only the door: addresses hold ids,
 * names that people searched for, and the tokens of links.
 */
export const logSerializers = {
  err: (error: Error | Loggable) => (error instanceof Error ? loggable(error) : error),
  req: ({ method = '-', routeOptions }: Asked) => ({ method, door: routeOptions?.url ?? '-' }),
} as const;
