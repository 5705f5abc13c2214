-- Work that takes longer than an answer. Taken by `for update skip locked` with a lease that its runner renews.
create table job (
  id uuid primary key,
  kind text not null,
  title jsonb not null,
  input jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  note jsonb,
  link text,
  -- Agencies take turns: what one of them has waiting keeps nobody else from beginning.
  lane text not null,
  asked_by text not null,
  -- Who asked, with the rights of that moment; what an account may do is asked again when the work begins.
  actor jsonb not null,
  asked_at timestamptz not null,
  run_at timestamptz not null,
  attempts integer not null default 0 check (attempts >= 0),
  lease uuid,
  lease_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  cancel_asked_at timestamptz,
  -- A stable code; the words of a refusal stand beside it.
  failure text,
  refusal jsonb,
  problem jsonb,
  result jsonb,
  -- Of jobs with one key only one waits or runs.
  key text,
  check ((state = 'running') = (lease is not null))
);
create unique index job_open_key on job (key) where key is not null and state in ('waiting', 'running');
create index job_open on job (lane, run_at, id) where state in ('waiting', 'running');
create index job_served on job (lane, started_at desc) where started_at is not null;
create index job_own on job (asked_by, asked_at desc);
create index job_over on job (ended_at) where ended_at is not null;

create table job_schedule (
  name text primary key,
  next_at timestamptz not null,
  last_at timestamptz
);
