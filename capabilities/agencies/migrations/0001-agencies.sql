create table agency_sector (
  key text primary key,
  name jsonb not null,
  position integer not null
);

create table agency_kind (
  key text primary key,
  sector text not null references agency_sector (key),
  name jsonb not null,
  short text not null,
  levels text[] not null check (cardinality(levels) > 0),
  role jsonb not null,
  position integer not null
);

create table agency (
  id uuid primary key,
  key text not null unique,
  name text not null check (name <> ''),
  short text not null check (short <> ''),
  kind text not null references agency_kind (key),
  level text not null check (level in ('nation', 'province', 'regency', 'district', 'village', 'station', 'own-area')),
  letterhead text,
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  source text not null,
  retired_at timestamptz
);
create index agency_by_kind on agency (kind);

create table agency_unit (
  id uuid primary key,
  agency_id uuid not null references agency (id),
  parent_id uuid,
  key text not null unique,
  kind text not null references agency_kind (key),
  name text not null check (name <> ''),
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  source text not null,
  retired_at timestamptz,
  unique (agency_id, id),
  -- A parent of another agency is impossible, whatever the rules say.
  foreign key (agency_id, parent_id) references agency_unit (agency_id, id),
  check (parent_id <> id)
);

create table agency_jurisdiction (
  id uuid primary key,
  agency_id uuid not null references agency (id),
  unit_id uuid,
  area text collate "C" not null,
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  source text not null,
  withdrawn_at timestamptz,
  foreign key (agency_id, unit_id) references agency_unit (agency_id, id)
);
create unique index agency_jurisdiction_once
  on agency_jurisdiction (agency_id, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'), area)
  where withdrawn_at is null;
create index agency_jurisdiction_by_area on agency_jurisdiction (area) where withdrawn_at is null;

create table agency_contact (
  id uuid primary key,
  agency_id uuid not null references agency (id),
  unit_id uuid,
  office text not null check (office <> ''),
  phone text not null,
  foreign key (agency_id, unit_id) references agency_unit (agency_id, id)
);
create index agency_contact_by_agency on agency_contact (agency_id);

-- A checked file of jurisdictions: what it would add, and what has become of it.
create table agency_import (
  id uuid primary key,
  state text not null check (state in ('checked', 'applied', 'undone')),
  file_name text,
  file_sha256 text not null,
  source text not null,
  accepted integer not null,
  unchanged integer not null,
  refused integer not null,
  errors jsonb not null,
  rows jsonb not null,
  checked_by text not null,
  checked_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz
);
