-- What is past its term goes seven days after it was announced: one notice stands per field.
create table term_notice (
  id uuid primary key,
  -- `incident.title`, or `incident.opened.v1:title` in the journal.
  line text not null,
  -- What was due by then is what was announced.
  announced_at timestamptz not null,
  runs_at timestamptz not null,
  announced integer not null,
  erased integer not null default 0,
  ended_at timestamptz
);
create unique index term_notice_stands on term_notice (line) where ended_at is null;

-- How much of each field stood at the last count.
create table term_count (
  line text primary key,
  counted_at timestamptz not null,
  kept integer not null,
  due integer not null,
  held integer not null,
  unknown integer not null,
  oldest timestamptz,
  next timestamptz
);

-- Files that go with an erasure: those that only erased rows named, and those that held the words that were looked for.
create table erasure_file (
  erasure_id uuid not null references erasure (id),
  kind text not null check (kind in ('file', 'upload')),
  -- SHA-256 of a stored file, id of an upload.
  name text not null,
  -- It held the words itself: a restore removes it again.
  sought boolean not null,
  gone_at timestamptz,
  primary key (erasure_id, kind, name)
);
