-- Patterns as labelled triples. Never changed: a later statement with a later valid_from replaces them from that day on.
create table deployment_pattern (
  id uuid primary key,
  operation_id uuid not null,
  -- null: the whole operation; a narrower area goes before a wider one.
  area text collate "C" check (area ~ '^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$'),
  class text not null check (class <> ''),
  police integer not null check (police >= 1),
  stations integer not null check (stations >= 1),
  linmas integer not null check (linmas >= 0),
  linmas_per_station integer not null check (linmas_per_station between 0 and 20),
  written_as text,
  reading text check (reading in ('P-T-L', 'P-L-T')),
  valid_from date not null,
  stated_on date,
  source text not null check (source <> ''),
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint deployment_pattern_reading check ((written_as is null) = (reading is null))
);
create index deployment_pattern_of on deployment_pattern (operation_id, class, valid_from);

-- People distributed to an area (duty tps), or besides the published strength (reserve, lent, army).
create table deployment_pool (
  id uuid primary key,
  operation_id uuid not null,
  area text collate "C" check (area ~ '^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$'),
  force text not null check (force in ('polri', 'brimob', 'tni', 'linmas', 'satpol-pp', 'health', 'other')),
  duty text not null check (duty in ('tps', 'reserve', 'lent', 'army')),
  count integer not null check (count >= 0),
  valid_from date not null,
  stated_on date,
  source text not null check (source <> ''),
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint deployment_pool_area check (duty <> 'tps' or area is not null)
);
create index deployment_pool_of on deployment_pool (operation_id, valid_from);
