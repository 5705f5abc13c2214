-- Amounts are whole rupiah. Names of governments and agencies are kept as they were when the grant was written down.
create table grant_agreement (
  id uuid primary key,
  operation_id uuid not null,
  government text collate "C" not null,
  government_name text not null,
  recipient text not null check (recipient in ('kpu', 'bawaslu', 'polri', 'tni')),
  -- Null where the recipient takes no part in Rakor.
  recipient_agency uuid,
  recipient_name text not null check (recipient_name <> ''),
  amount bigint not null check (amount > 0),
  -- 1 for an exact amount, else the last place that the source told.
  rounded_to bigint not null check (rounded_to > 0),
  signed_on date,
  number text,
  source text not null,
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  note text,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  entered_by uuid not null,
  entered_at timestamptz not null,
  unique (operation_id, government, recipient, recipient_name)
);

-- Due by a rule of law, on a day that the agreement names, or on no day that is known. The day itself is counted when it is
-- read: voting may be moved, and tables of holidays change.
create table grant_tranche (
  id uuid primary key,
  grant_id uuid not null references grant_agreement (id),
  ordinal integer not null check (ordinal <> 0),
  percent integer check (percent between 1 and 100),
  amount bigint not null check (amount > 0),
  rule text,
  due_on date,
  unique (grant_id, ordinal),
  check (rule is null or due_on is null)
);

-- Money that moved, and of kind absorbed what was spent in all up to and with the day.
create table grant_entry (
  id uuid primary key,
  grant_id uuid not null references grant_agreement (id),
  kind text not null check (kind in ('transfer', 'absorbed', 'returned')),
  tranche_id uuid references grant_tranche (id),
  day date not null,
  amount bigint not null check (amount > 0),
  evidence text not null,
  url text,
  standing text not null check (standing in ('stated', 'computed', 'estimated', 'assumed', 'staged')),
  by_user uuid not null,
  by_name text not null,
  by_agency uuid,
  at timestamptz not null,
  operation_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_operation_at timestamptz,
  withdrawn_reason text,
  check ((kind = 'transfer') = (tranche_id is not null)),
  check ((withdrawn_at is null) = (withdrawn_operation_at is null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index grant_entry_of on grant_entry (grant_id, kind, day);
