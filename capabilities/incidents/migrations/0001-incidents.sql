-- Names of areas and agencies are kept as they were when the incident was opened.
create table incident (
  id uuid primary key,
  operation_id uuid not null,
  code text not null,
  area text collate "C" not null,
  area_name text not null,
  kind text not null,
  kind_name jsonb not null,
  title text not null check (title <> ''),
  text text not null,
  level text not null check (level in ('green', 'yellow', 'red')),
  state text not null check (state in ('open', 'held', 'resolved')),
  addressee uuid,
  addressee_name text,
  about uuid,
  about_name text,
  holder uuid,
  holder_name text,
  holder_agency uuid,
  held_since timestamptz,
  -- Null where the server itself opened it.
  opened_by uuid,
  opened_at timestamptz not null,
  opened_operation_at timestamptz not null,
  resolved_at timestamptz,
  resolved_operation_at timestamptz,
  result text,
  -- What the reporters are told when it is resolved.
  answer text,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  content_hash bytea not null check (octet_length(content_hash) = 32),
  unique (operation_id, code),
  check ((lon is null) = (lat is null)),
  check (state <> 'held' or holder is not null),
  check (state <> 'open' or holder is null),
  check ((holder is null) = (held_since is null)),
  check ((state = 'resolved') = (resolved_at is not null)),
  check ((state = 'resolved') = (result is not null)),
  check (about is null or addressee is distinct from about)
);
create index incident_newest on incident (operation_id, opened_at);
create index incident_area on incident (operation_id, area);

-- A report belongs to one incident.
create table incident_report (
  report_id uuid primary key,
  incident_id uuid not null references incident (id)
);
create index incident_report_of on incident_report (incident_id);

create table incident_log (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  at timestamptz not null,
  what text not null check
    (what in ('opened', 'taken', 'taken-over', 'released', 'noted', 'level-set', 'resolved')),
  by_user uuid,
  by_name text,
  by_agency uuid,
  text text,
  level text check (level in ('green', 'yellow', 'red'))
);
create index incident_log_of on incident_log (incident_id, at);
