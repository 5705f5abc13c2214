-- Who took a wider reach in an emergency, why, until when, and what somebody else thought of it afterwards. No row is
-- ever deleted. Ids of accounts are text, as in the journal.
create table break_glass (
  id uuid primary key,
  operation_id uuid not null,
  opened_by text not null,
  opened_as uuid not null,
  opened_name text not null,
  -- It holds in this one session alone.
  session_id text not null,
  cause text not null,
  reason text not null,
  -- The whole of the operation, and what lay in the person's own reach, as they stood that day.
  areas text[] not null,
  own_areas text[] not null,
  -- Which one of this person within 24 hours.
  ordinal integer not null check (ordinal >= 1),
  opened_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('self', 'time')),
  verdict text check (verdict in ('justified', 'not-justified')),
  review_note text,
  reviewed_by text,
  reviewed_name text,
  reviewed_at timestamptz,
  check (until > opened_at),
  check ((ended_at is null) = (ended_how is null)),
  check ((reviewed_at is null) = (verdict is null)),
  check (reviewed_by <> opened_by),
  check (reviewed_at is null or ended_at is not null)
);
create unique index break_glass_one_open on break_glass (opened_by) where ended_at is null;
create index break_glass_session on break_glass (session_id) where ended_at is null;
create index break_glass_operation on break_glass (operation_id, opened_at);

-- What was read that the person's own reach would not have shown: one line per door and thing.
create table break_glass_read (
  opening_id uuid not null references break_glass (id),
  door text not null,
  subject text not null,
  summary_id text not null,
  summary_en text not null,
  times integer not null,
  -- Records beyond one's own reach: the most that one answer held.
  beyond integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (opening_id, door, subject)
);
