-- Which decree a code comes from.
create table area_code_list (
  version text primary key check (version <> ''),
  decided_on date,
  source text not null
);
insert into area_code_list (version, decided_on, source) values
  ('Kepmendagri 300.2.2-2138/2025', null,
   'Keputusan Menteri Dalam Negeri Nomor 300.2.2-2138 Tahun 2025 tentang kode dan data wilayah administrasi pemerintahan');

create table area (
  code text collate "C" primary key,
  name text not null check (name <> ''),
  level text not null,
  parent text collate "C" references area (code),
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  code_list text not null references area_code_list (version),
  source text not null,
  valid_from date,
  valid_to date,
  constraint area_code_form check (code ~ '^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$'),
  constraint area_level_by_code check (
    level = case length(code) when 2 then 'province' when 5 then 'regency' when 8 then 'district' else 'village' end),
  constraint area_parent_by_code check (parent is not distinct from nullif(regexp_replace(code, '\.?[0-9]+$', ''), '')),
  constraint area_centre_whole check ((lon is null) = (lat is null)),
  constraint area_period check (valid_from is null or valid_to is null or valid_from <= valid_to)
);
create index area_by_parent on area (parent);
create index area_by_level on area (level, code);

-- A code that went, and the code that came after it. A split or a merger has several rows.
create table area_successor (
  old_code text collate "C" not null,
  new_code text collate "C" not null,
  reason text not null check (reason <> ''),
  source text not null,
  primary key (old_code, new_code),
  check (old_code <> new_code)
);
create index area_successor_by_new on area_successor (new_code);

-- The longest code that is a part of an area's own decides: a regency may differ from its province.
create table area_zone (
  area text collate "C" primary key check (area ~ '^[0-9]{2}(\.[0-9]{2})?$'),
  zone text not null check (zone in ('WIB', 'WITA', 'WIT')),
  source text not null
);
insert into area_zone (area, zone, source)
select code, zone, case
    when code in ('91', '92', '93', '94', '95', '96') then 'Keppres 41/1987 (Irian Jaya); provinsi baru mengikuti induknya'
    when code in ('65', '82', '75', '76') then 'Keppres 41/1987; provinsi baru mengikuti induknya'
    when code in ('19', '21', '36') then 'Keppres 41/1987; provinsi baru mengikuti induknya'
    else 'Keppres 41/1987' end
from (values
  ('11', 'WIB'), ('12', 'WIB'), ('13', 'WIB'), ('14', 'WIB'), ('15', 'WIB'), ('16', 'WIB'), ('17', 'WIB'),
  ('18', 'WIB'), ('19', 'WIB'), ('21', 'WIB'), ('31', 'WIB'), ('32', 'WIB'), ('33', 'WIB'), ('34', 'WIB'),
  ('35', 'WIB'), ('36', 'WIB'), ('61', 'WIB'), ('62', 'WIB'),
  ('51', 'WITA'), ('52', 'WITA'), ('53', 'WITA'), ('63', 'WITA'), ('64', 'WITA'), ('65', 'WITA'), ('71', 'WITA'),
  ('72', 'WITA'), ('73', 'WITA'), ('74', 'WITA'), ('75', 'WITA'), ('76', 'WITA'),
  ('81', 'WIT'), ('82', 'WIT'), ('91', 'WIT'), ('92', 'WIT'), ('93', 'WIT'), ('94', 'WIT'), ('95', 'WIT'), ('96', 'WIT')
) as known (code, zone);

-- Polygons as `boundary-bytes.ts` packs them; the box and the label point in degrees.
create table area_boundary (
  code text collate "C" primary key,
  geometry bytea not null,
  vertices integer not null check (vertices >= 3),
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  label_lon double precision not null,
  label_lat double precision not null,
  source text not null,
  licence text not null,
  check (west <= east and south <= north)
);

-- One row: changes whenever anything above does, so that whatever was computed from it knows that it is old.
create table area_data_version (
  only_row boolean primary key default true check (only_row),
  version uuid not null
);
insert into area_data_version (version) values ('00000000-0000-7000-8000-000000000000');

create table area_import (
  id uuid primary key,
  kind text not null check (kind in ('names', 'boundaries', 'successors')),
  state text not null check (state in ('checked', 'applied', 'undone')),
  file_name text,
  file_sha256 text not null,
  source text not null,
  licence text not null,
  code_list text not null references area_code_list (version),
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  refused integer not null,
  errors jsonb not null,
  -- The data that the file was compared with.
  based_on uuid not null,
  checked_by text not null,
  checked_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz
);
create index area_import_recent on area_import (checked_at desc);

-- What an import would write and what stood there before; `before` is null for something new.
create table area_import_row (
  import_id uuid not null references area_import (id),
  number integer not null,
  key text collate "C" not null,
  after jsonb not null,
  before jsonb,
  geometry_after bytea,
  geometry_before bytea,
  primary key (import_id, number)
);
