-- Reports that nobody has acknowledged yet, as the journal tells them; who may see a row is asked of field-reports.
create table situation_unread_report (
  id uuid primary key,
  operation_id uuid not null,
  area text collate "C",
  addressee uuid,
  about uuid,
  reporter uuid,
  help text not null check (help in ('no', 'now', 'later')),
  received_at timestamptz not null
);
create index situation_unread_report_operation on situation_unread_report (operation_id, received_at);

create table daily_report_form (
  operation_id uuid primary key,
  letterhead jsonb not null,
  number_pattern text not null check (number_pattern like '%{n}%'),
  cut_off text not null check (cut_off ~ '^[0-2][0-9]:[0-5][0-9]$')
);

create table daily_report_draft (
  operation_id uuid not null,
  day date not null,
  cut_off text not null check (cut_off ~ '^[0-2][0-9]:[0-5][0-9]$'),
  body jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (operation_id, day)
);

-- One report per operation and day. `ordinal` counts 1, 2, 3 … without a gap: the next one is taken under a lock.
create table daily_report (
  id uuid primary key,
  operation_id uuid not null,
  day date not null,
  ordinal integer not null check (ordinal >= 1),
  number text not null check (number <> ''),
  period_from timestamptz not null,
  period_to timestamptz not null check (period_to > period_from),
  version integer not null check (version >= 1),
  unique (operation_id, day),
  unique (operation_id, ordinal),
  unique (operation_id, number)
);

-- A version is never changed. `content` is canonical JSON, kept as text so that its hash can be computed again.
create table daily_report_version (
  report_id uuid not null references daily_report (id),
  version integer not null check (version >= 1),
  content text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  reason text,
  agency_id uuid,
  agency text not null,
  issued_by uuid not null,
  issued_at timestamptz not null,
  primary key (report_id, version),
  check ((version = 1) = (reason is null))
);

-- Incidents that are not resolved, and who has them.
create table situation_open_incident (
  id uuid primary key,
  operation_id uuid not null,
  area text collate "C",
  addressee uuid,
  about uuid,
  holder uuid,
  opened_at timestamptz not null
);
create index situation_open_incident_operation on situation_open_incident (operation_id, opened_at);
