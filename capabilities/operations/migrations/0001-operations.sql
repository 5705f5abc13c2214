-- Stage calendars: versioned reference data with their citation. A version never changes once it is here.
create table operation_calendar (
  id uuid primary key,
  key text not null,
  version integer not null check (version >= 1),
  regime text not null,
  title jsonb not null,
  voting_day date not null,
  citation jsonb not null,
  contradictions jsonb not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  imported_at timestamptz not null,
  unique (key, version)
);

create table operation_calendar_stage (
  calendar_id uuid not null references operation_calendar (id),
  key text not null,
  ordinal integer not null,
  name jsonb not null,
  start_day date,
  end_day date,
  start_time text check (start_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  end_time text check (end_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  phase text not null check (phase in ('before', 'voting', 'after')),
  standing text not null,
  source integer not null check (source >= 0),
  conditional boolean not null,
  note jsonb,
  primary key (calendar_id, key),
  check (start_day is null or end_day is null or end_day >= start_day)
);

create table operation (
  id uuid primary key,
  key text not null unique,
  code_name text not null check (code_name <> ''),
  kind text not null check (kind in ('central', 'regional')),
  zone text not null check (zone in ('WIB', 'WITA', 'WIT')),
  sample boolean not null,
  drill boolean not null,
  calendar_id uuid references operation_calendar (id),
  opened_by_agency uuid,
  opened_at timestamptz not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  clock_mode text not null check (clock_mode in ('real', 'shifted', 'frozen')),
  clock_offset_ms bigint,
  clock_frozen_at timestamptz,
  check ((clock_mode = 'shifted') = (clock_offset_ms is not null)),
  check ((clock_mode = 'frozen') = (clock_frozen_at is not null)),
  check (clock_mode = 'real' or sample or drill)
);

create table operation_area (
  operation_id uuid not null references operation (id),
  area text collate "C" not null,
  primary key (operation_id, area)
);

create table operation_owner (
  operation_id uuid not null references operation (id),
  agency_id uuid not null,
  primary key (operation_id, agency_id)
);

create table operation_period (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  announced_on date,
  applies_from date not null,
  first_day date not null,
  last_day date not null,
  days_stated integer check (days_stated >= 0),
  days_computed integer not null,
  source text not null,
  source_url text,
  standing text not null,
  note text,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  recorded_at timestamptz not null,
  check (last_day >= first_day),
  check (days_computed = last_day - first_day + 1)
);
create index operation_period_operation on operation_period (operation_id, applies_from);

create table operation_strength (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  stated_on date,
  applies_from date not null,
  area text collate "C",
  published_total integer check (published_total >= 0),
  computed_total integer check (computed_total >= 0),
  source text not null,
  source_url text,
  standing text not null,
  note text,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  recorded_at timestamptz not null
);
create index operation_strength_operation on operation_strength (operation_id, applies_from);

create table operation_strength_part (
  strength_id uuid not null references operation_strength (id),
  ordinal integer not null,
  force text not null,
  duty text not null,
  count integer not null check (count >= 0),
  in_published_total boolean not null,
  standing text not null,
  source text not null,
  primary key (strength_id, ordinal)
);

create table operation_election (
  operation_id uuid not null references operation (id),
  key text not null,
  ordinal integer not null,
  kind text not null,
  area text collate "C",
  name jsonb not null,
  voting_day date not null,
  standing text not null,
  source text not null,
  primary key (operation_id, key)
);

create table operation_phase (
  operation_id uuid not null references operation (id),
  phase text not null check (phase in ('before', 'voting', 'after')),
  first_day date not null,
  last_day date not null,
  standing text not null,
  source text not null,
  primary key (operation_id, phase),
  check (last_day >= first_day)
);

create table operation_stage_revision (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  stage_key text not null,
  start_day date,
  end_day date,
  start_time text check (start_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  end_time text check (end_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  confirmed boolean not null,
  reason text not null,
  source text not null,
  standing text not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  recorded_at timestamptz not null,
  check (start_day is null or end_day is null or end_day >= start_day)
);
create index operation_stage_revision_stage on operation_stage_revision (operation_id, stage_key, recorded_at);

create table operation_event (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  name jsonb not null,
  first_day date not null,
  last_day date not null,
  standing text not null,
  source text not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  check (last_day >= first_day)
);
create index operation_event_operation on operation_event (operation_id);

create table operation_task_force (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  key text not null,
  name jsonb not null,
  tasks jsonb not null,
  standing text not null,
  source text not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  unique (operation_id, key)
);

create table operation_point (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  name text not null,
  kind text not null,
  area text collate "C" not null,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  why text,
  standing text not null,
  source text not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  check ((lon is null) = (lat is null))
);
create index operation_point_operation on operation_point (operation_id, area);

create table operation_activity (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  title text not null,
  kind text not null,
  stance text not null check (stance in ('facilitate', 'secure', 'monitor')),
  organiser text,
  area text collate "C" not null,
  place text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  expected_crowd integer check (expected_crowd >= 0),
  satgas text,
  note text,
  state text not null check (state in ('planned', 'done', 'cancelled')),
  result text,
  closed_at timestamptz,
  standing text not null,
  version integer not null check (version >= 1),
  content_hash bytea not null check (octet_length(content_hash) = 32),
  recorded_at timestamptz not null,
  check (ends_at is null or ends_at >= starts_at),
  check ((state = 'planned') = (result is null)),
  check ((state = 'planned') = (closed_at is null))
);
create index operation_activity_when on operation_activity (operation_id, starts_at);

create table operation_activity_strength (
  activity_id uuid not null references operation_activity (id),
  force text not null,
  count integer not null check (count >= 0),
  primary key (activity_id, force)
);

create table operation_alarm_seen (
  operation_id uuid not null references operation (id),
  alarm text not null,
  agency_id uuid not null,
  seen_by uuid not null,
  seen_at timestamptz not null,
  primary key (operation_id, alarm, agency_id)
);

-- Only the hash of a link's secret is here: who reads the database cannot read a calendar.
create table operation_calendar_link (
  id uuid primary key,
  user_id uuid not null,
  label text not null,
  -- The rights of the person when the link was made: a link never shows more than that.
  agency_id uuid,
  grants jsonb not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  made_at timestamptz not null,
  revoked_at timestamptz
);
create index operation_calendar_link_user on operation_calendar_link (user_id);
