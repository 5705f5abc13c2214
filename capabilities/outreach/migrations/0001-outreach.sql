-- Dialogue, public education, peace pledges, visits. About events, never about who came. Names of areas and agencies are
-- kept as they were when it was written. All times but `at` and `made_at` stand on the clock of the operation.
create table outreach (
  id uuid primary key,
  operation_id uuid not null,
  code_no integer not null check (code_no > 0),
  code text not null,
  kind text not null check (kind in ('dialogue', 'education', 'pledge', 'visit', 'other')),
  title text not null check (title <> ''),
  agency uuid not null,
  agency_name text not null,
  partners uuid[] not null,
  partner_names text[] not null,
  area text collate "C" not null,
  area_name text not null,
  place text,
  audiences text[] not null check (array_length(audiences, 1) between 1 and 40),
  planned_at timestamptz,
  held_at timestamptz,
  attended integer check (attended >= 0),
  attended_basis text check (attended_basis in ('counted', 'estimated')),
  note text not null,
  state text not null check (state in ('planned', 'held', 'cancelled')),
  cancelled_because text,
  standing text not null check (standing in ('stated', 'staged')),
  version integer not null check (version > 0),
  made_by uuid not null,
  made_at timestamptz not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  unique (operation_id, code_no),
  check (array_length(partners, 1) is not distinct from array_length(partner_names, 1)),
  check ((attended is null) = (attended_basis is null)),
  check (state <> 'planned' or (planned_at is not null and held_at is null and attended is null)),
  check (state <> 'held' or held_at is not null),
  check (planned_at is not null or held_at is not null),
  check ((state = 'cancelled') = (cancelled_because is not null))
);
create index outreach_area on outreach (operation_id, area);
create index outreach_held on outreach (operation_id, held_at) where state = 'held';

-- One line of what was done to it, for the card; what each change said stands in the journal.
create table outreach_entry (
  id uuid primary key,
  outreach_id uuid not null references outreach (id),
  what text not null check (what in ('planned', 'held', 'changed', 'cancelled')),
  version integer not null,
  by_user uuid not null,
  by_name text,
  text text,
  at timestamptz not null,
  operation_at timestamptz not null
);
create index outreach_entry_of on outreach_entry (outreach_id, version);
