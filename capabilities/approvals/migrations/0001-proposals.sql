-- What one person proposed and a second one decides. The input holds ids and choices; the reason can name people.
create table proposal (
  id uuid primary key,
  action text not null,
  -- The words as they stood when it was proposed: what somebody agreed to must not change with a release.
  action_id text not null,
  action_en text not null,
  effect_id text not null,
  effect_en text not null,
  input jsonb not null,
  subject text not null,
  summary_id text not null,
  summary_en text not null,
  reason text not null,
  operation_id uuid,
  area text collate "C",
  agency_id uuid,
  proposed_by text not null,
  proposed_as uuid,
  proposed_name text not null,
  proposed_at timestamptz not null,
  lapses_at timestamptz not null,
  state text not null check (state in ('waiting', 'confirmed', 'refused', 'withdrawn', 'lapsed')),
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  decision_reason text,
  check ((state in ('waiting', 'lapsed')) = (decided_by is null)),
  check (state <> 'confirmed' or decided_by <> proposed_by)
);
create unique index proposal_one_waits on proposal (action, subject) where state = 'waiting';
create index proposal_order on proposal (proposed_at);
