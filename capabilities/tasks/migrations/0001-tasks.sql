-- What one agency undertook and who asked for it. Names of agencies and areas are kept as they were when it was written.
create table task (
  id uuid primary key,
  operation_id uuid not null,
  code text not null,
  title text not null check (title <> ''),
  detail text not null,
  measure text not null check (measure <> ''),
  state text not null check (state in
    ('offered', 'countered', 'awaiting-plenary', 'agreed', 'in-work', 'done', 'confirmed', 'refused', 'dropped')),
  asker uuid not null,
  asker_name text not null,
  owner uuid not null,
  owner_name text not null,
  -- KPU and Bawaslu accept under reserve of their plenary.
  needs_plenary boolean not null,
  person uuid,
  person_name text,
  area text collate "C" not null,
  area_name text not null,
  stage text,
  theme text not null,
  -- `{"on": day}` or `{"stage": key, "edge": "start", "days": -30}`; its day is computed anew when the stage moves.
  due jsonb,
  due_day date,
  weight integer not null check (weight between 1 and 100),
  origin_kind text not null,
  origin_id uuid,
  sharing text not null check (sharing in ('all', 'named', 'own')),
  -- Agencies that see it besides, where it is shared with named ones.
  named uuid[] not null,
  -- The two agencies, those that were named, and one that a hand-over is offered to.
  readers uuid[] not null check (array_length(readers, 1) between 1 and 60),
  standing text,
  -- What the other side is asked to agree to, as `Proposed` of the contract without the computed day.
  counter jsonb,
  change jsonb,
  hand_over jsonb,
  plenary jsonb,
  ended_because text,
  -- Who said it was done: of an own task somebody else confirms.
  done_by uuid,
  offered_by uuid,
  offered_at timestamptz not null,
  offered_operation_at timestamptz not null,
  changed_operation_at timestamptz not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  unique (operation_id, code),
  check ((state = 'countered') = (counter is not null)),
  check (person is null or person_name is not null),
  check (owner = any (readers) and asker = any (readers))
);
create index task_due on task (operation_id, due_day);
create index task_origin on task (origin_kind, origin_id) where origin_id is not null;
create index task_stage on task (operation_id, stage);

create table task_need (
  task_id uuid not null references task (id),
  needs_id uuid not null references task (id),
  primary key (task_id, needs_id),
  check (task_id <> needs_id)
);
create index task_need_of on task_need (needs_id);

create table task_evidence (
  id uuid primary key,
  task_id uuid not null references task (id),
  kind text not null check (kind in ('note', 'link', 'count', 'file')),
  text text not null,
  url text,
  count double precision,
  unit text,
  file_sha256 text,
  file_name text,
  file_bytes bigint,
  file_type text,
  by_user uuid,
  by_name text not null,
  agency_id uuid not null,
  at timestamptz not null,
  operation_at timestamptz not null,
  withdrawn_reason text,
  withdrawn_by text,
  withdrawn_operation_at timestamptz,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  check ((withdrawn_reason is null) = (withdrawn_operation_at is null)),
  check ((kind = 'file') = (file_sha256 is not null)),
  check ((kind = 'count') = (count is not null))
);
create index task_evidence_of on task_evidence (task_id, at);

-- One line of what was done, for the card; the journal holds it too.
create table task_entry (
  id uuid primary key,
  task_id uuid not null references task (id),
  what text not null,
  by_user uuid,
  by_name text,
  by_agency text,
  text text,
  at timestamptz not null,
  operation_at timestamptz not null
);
create index task_entry_of on task_entry (task_id, at);
