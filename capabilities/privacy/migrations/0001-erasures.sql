-- What was erased, by ids alone: a restore does it again, and the journal says who decided it.
create table erasure (
  id uuid primary key,
  basis text not null check (basis in ('request', 'term', 'mistake')),
  reason text not null,
  prepared_by text not null,
  prepared_name text not null,
  prepared_at timestamptz not null,
  -- Null: prepared, and waits for a second person.
  done_at timestamptz,
  done_by text,
  discarded_at timestamptz,
  -- Null: gone from every answer, but old pages of the disk may still hold it.
  purged_at timestamptz,
  check (purged_at is null or done_at is not null),
  check (done_at is null or discarded_at is null)
);
create table erasure_item (
  erasure_id uuid not null references erasure (id),
  ordinal int not null,
  table_name text not null,
  column_name text not null,
  row_key jsonb not null,
  -- Places inside a JSON value; null: the whole value.
  paths jsonb,
  primary key (erasure_id, ordinal)
);

-- What must be kept although somebody asks: a case, an audit. Nothing under a hold is erased.
create table legal_hold (
  id uuid primary key,
  operation_id uuid,
  reason text not null,
  placed_by text not null,
  placed_name text not null,
  placed_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  check ((lifted_at is null) = (lifted_by is null))
);
