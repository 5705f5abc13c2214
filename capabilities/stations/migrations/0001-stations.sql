-- Named ways of classing stations; several stand side by side, one is current per operation.
create table station_scheme (
  id uuid primary key,
  operation_id uuid not null,
  key text not null check (key <> ''),
  name_id text not null check (name_id <> ''),
  name_en text not null check (name_en <> ''),
  source text not null check (source <> ''),
  stated_on date,
  is_current boolean not null,
  unique (operation_id, key)
);
create unique index station_scheme_current on station_scheme (operation_id) where is_current;

-- Order 1 is the mildest; 0 is left for "no class".
create table station_class (
  scheme_id uuid not null references station_scheme (id),
  key text not null check (key <> ''),
  name_id text not null check (name_id <> ''),
  name_en text not null check (name_en <> ''),
  position smallint not null check (position >= 1),
  primary key (scheme_id, key),
  unique (scheme_id, position)
);

create table station (
  id uuid primary key,
  operation_id uuid not null,
  area text collate "C" not null check (area ~ '^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$'),
  -- Names of the village and its district when the station was written: for lists, search and sorting.
  village text not null,
  district text not null,
  number integer not null check (number between 1 and 9999),
  name text not null check (name <> ''),
  address text,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  accuracy_m integer check (accuracy_m >= 0),
  point_standing text check (point_standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  -- Which area holds the point, against the village above.
  place text not null default 'unknown' check (place in ('village', 'district', 'regency', 'outside', 'unknown')),
  place_area text collate "C",
  voters integer check (voters >= 0),
  special_kind text check (special_kind in ('prison', 'hospital', 'social-home', 'flats', 'relocation', 'conflict', 'other')),
  responsible_name text,
  responsible_phone text,
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  -- Below this level the count of stations is shared out by an estimate; null: the station itself is stated.
  stated_level text check (stated_level in ('regency', 'district', 'village')),
  source text not null check (source <> ''),
  state text not null default 'active' check (state in ('active', 'retired')),
  retired_on date,
  retired_reason text,
  -- Id of the point in tiles: the last 52 bits of the id.
  feature bigint not null check (feature >= 0),
  words tsvector not null,
  -- The import or the command that wrote last: an import is undone only while it is the last writer.
  written_by uuid not null,
  written_at timestamptz not null,
  constraint station_point_whole check ((lon is null) = (lat is null) and (lon is null) = (point_standing is null)),
  constraint station_special_needs_person check (special_kind is null or coalesce(responsible_name, '') <> ''),
  constraint station_retired_why check ((state = 'retired') = (retired_reason is not null) and (state = 'retired') = (retired_on is not null))
);
-- A retired number may be given out again.
create unique index station_number on station (operation_id, area, number) where state = 'active';
create index station_by_area on station (operation_id, area, number);
create index station_by_feature on station (operation_id, feature);
create index station_by_writer on station (written_by);
create index station_by_latitude on station (operation_id, lat);
create index station_words on station using gin (words);

create table station_in_class (
  station_id uuid not null references station (id) on delete cascade,
  scheme_id uuid not null,
  class text not null,
  source text not null check (source <> ''),
  stated_on date,
  primary key (station_id, scheme_id),
  foreign key (scheme_id, class) references station_class (scheme_id, key)
);
create index station_in_class_by_class on station_in_class (scheme_id, class);

create table station_class_change (
  id uuid primary key,
  station_id uuid not null references station (id) on delete cascade,
  scheme_id uuid not null references station_scheme (id),
  before text,
  after text,
  source text not null check (source <> ''),
  stated_on date,
  changed_by text not null,
  changed_at timestamptz not null,
  check (before is distinct from after)
);
create index station_class_change_of on station_class_change (station_id, changed_at);

-- Changes with every change of the operation's register: what was computed from it knows that it is old.
create table station_data_version (
  operation_id uuid primary key,
  version uuid not null
);

create table station_import (
  id uuid primary key,
  operation_id uuid not null,
  kind text not null check (kind in ('file', 'estimate')),
  state text not null check (state in ('checked', 'applied', 'undone')),
  file_name text,
  fingerprint text not null,
  source text not null check (source <> ''),
  stated_on date,
  scheme_id uuid references station_scheme (id),
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  refused integer not null,
  errors jsonb not null,
  based_on uuid,
  checked_by text not null,
  checked_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz
);
create index station_import_recent on station_import (operation_id, checked_at desc);

-- What an import would write and what stood there before; `before` is null for a new station.
create table station_import_row (
  import_id uuid not null references station_import (id),
  row integer not null,
  station_id uuid not null,
  action text not null check (action in ('add', 'change', 'same')),
  area text collate "C" not null,
  place text not null,
  place_area text collate "C",
  after jsonb not null,
  before jsonb,
  primary key (import_id, row)
);
