export type Transport = 'socket' | 'tcp';

/** The name of PostgreSQL's administrator role in the embedded server. Only the supervisor and backups use it. */
export const ADMINISTRATOR = 'postgres';
/** The role and the database that Rakor itself uses: owner of its database and of nothing else. */
export const APPLICATION = 'rakor';
/** Only names the socket file: the directory is private, so the number cannot collide. */
export const SOCKET_PORT = 5432;

export type ServerSettings = {
  readonly transport: Transport;
  /** As the server sees it. */
  readonly socketDir: string;
  readonly port: number;
  /** False only for databases that are thrown away. */
  readonly durable: boolean;
};

/** The whole configuration stands here, on the command line: the files made by initdb stay untouched. */
export function serverArguments(settings: ServerSettings): readonly string[] {
  const tcp = settings.transport === 'tcp';
  const durability = settings.durable ? 'on' : 'off';
  const values = {
    listen_addresses: tcp ? '127.0.0.1' : '',
    unix_socket_directories: tcp ? '' : settings.socketDir,
    unix_socket_permissions: '0700',
    port: settings.port,
    max_connections: 64,
    shared_buffers: '128MB',
    fsync: durability,
    synchronous_commit: durability,
    full_page_writes: durability,
    max_wal_size: '1GB',
    // A segment that is done with is deleted, not renamed and kept: it can hold what was erased since.
    wal_recycle: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Statements and error details can hold what people reported; the log holds neither.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    cluster_name: 'rakor',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The caller's environment without PostgreSQL's own variables, which would redirect the server or initdb. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && !name.startsWith('LC_'),
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}
