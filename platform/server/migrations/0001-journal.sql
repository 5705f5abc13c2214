-- The journal: leaves are only ever added. Their number is given later, by the sequencer.
create table journal_leaf (
  id uuid primary key,
  event text not null,
  kind text not null,
  subject text not null,
  operation uuid,
  area text collate "C",
  attributes jsonb not null,
  bytes bytea not null,
  hash bytea not null check (octet_length(hash) = 32),
  written_at timestamptz not null
);
create index journal_leaf_subject on journal_leaf (kind, subject);

create table journal_pending (
  leaf_id uuid primary key references journal_leaf (id),
  written_at timestamptz not null
);

create table journal_index (
  index bigint primary key,
  leaf_id uuid not null unique references journal_leaf (id)
);

-- Values that may have to be erased: with them goes the salt, and the commitment in the leaf says nothing any more.
create table journal_apart (
  leaf_id uuid not null references journal_leaf (id),
  field text not null,
  side text not null check (side in ('before', 'after')),
  class text not null check (class in ('personal', 'sealed')),
  value jsonb not null,
  salt bytea not null check (octet_length(salt) = 32),
  commit_hex text not null,
  primary key (leaf_id, field, side)
);

create function journal_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'restrict_violation';
end $$;
create trigger journal_leaf_append_only before update or delete on journal_leaf
  for each statement execute function journal_is_append_only();
create trigger journal_index_append_only before update or delete on journal_index
  for each statement execute function journal_is_append_only();

-- Answers already given, so that a resend is harmless.
create table answered_request (
  id uuid primary key,
  actor text not null,
  endpoint text not null,
  body_hash bytea not null,
  reply jsonb,
  answered_at timestamptz not null
);
create index answered_request_age on answered_request (answered_at);

create table reaction_cursor (
  name text primary key,
  index bigint not null
);
create table reaction_parked (
  name text not null,
  index bigint not null,
  failure text not null,
  parked_at timestamptz not null,
  primary key (name, index)
);
