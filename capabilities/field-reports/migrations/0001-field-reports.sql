-- Kinds of report are data. A version never changes once it is here; the highest is in force.
create table field_report_kind (
  version integer not null check (version >= 1),
  key text not null check (key ~ '^[a-z][a-z-]{1,39}$'),
  position integer not null,
  name jsonb not null,
  icon text not null,
  addressees text[] not null check (cardinality(addressees) > 0),
  bypasses_subject boolean not null,
  stance text not null,
  hint jsonb not null,
  primary key (version, key)
);

-- Names of areas, posts and agencies are kept as they were when the report came in.
create table field_report (
  id uuid primary key,
  operation_id uuid not null,
  code text not null,
  area text collate "C" not null,
  area_name text not null,
  station_id uuid,
  station_name text,
  kind text not null,
  help text not null check (help in ('no', 'now', 'later')),
  text text not null,
  reporter uuid not null,
  reporter_agency uuid,
  addressee uuid,
  addressee_name text,
  about uuid,
  about_name text,
  -- As the phone said; corrected by the skew of its clock; by the clock of the operation.
  captured_at timestamptz not null,
  skew_s integer,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  operation_at timestamptz not null,
  -- What the phone measured, and the point under which the report stands on a map.
  place jsonb,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  point_from text check (point_from in ('phone', 'station', 'area')),
  photos_announced integer not null check (photos_announced between 0 and 6),
  state text not null check (state in ('received', 'read', 'acted', 'answered')),
  incident_id uuid,
  -- The same report sent again is known by its content.
  content_hash bytea not null check (octet_length(content_hash) = 32),
  receipt jsonb,
  unique (operation_id, code),
  check ((lon is null) = (lat is null)),
  check ((lon is null) = (point_from is null)),
  -- A report about an agency never lies on that agency's desk.
  check (about is null or addressee is distinct from about)
);
create index field_report_newest on field_report (operation_id, received_at);
create index field_report_area on field_report (operation_id, area);
create index field_report_of on field_report (reporter, received_at);
create index field_report_tally on field_report (operation_id, operation_at);

create table field_report_step (
  report_id uuid not null references field_report (id),
  what text not null check (what in ('received', 'read', 'acted', 'answered')),
  at timestamptz not null,
  by_user uuid,
  by_agency uuid,
  note text,
  primary key (report_id, what)
);

create table field_report_photo (
  id uuid primary key,
  report_id uuid not null references field_report (id),
  -- Of the bytes as they were sent, and of those that are kept.
  original_sha256 text not null check (original_sha256 ~ '^[0-9a-f]{64}$'),
  file text not null check (file ~ '^[0-9a-f]{64}$'),
  width integer not null,
  height integer not null,
  taken_at timestamptz,
  taken_place jsonb,
  received_at timestamptz not null
);
create index field_report_photo_of on field_report_photo (report_id, received_at);
