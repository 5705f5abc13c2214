-- Who operates the server, as it was said; and which agencies accepted that before an operation opened.
create table server_operator (
  id uuid primary key,
  operator text not null,
  place text not null,
  contact text not null,
  backups text not null,
  content_hash bytea not null,
  stated_by text not null,
  stated_at timestamptz not null
);

create table operation_operator_decision (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  statement_id uuid not null references server_operator (id),
  agency_id uuid not null,
  party text not null check (party in ('kpu', 'police')),
  decision text not null check (decision in ('accepted', 'objected')),
  reason text,
  decided_by text not null,
  decided_name text not null,
  content_hash bytea not null,
  decided_at timestamptz not null,
  check (decision = 'accepted' or reason is not null)
);
create index operation_operator_decision_order on operation_operator_decision (operation_id, decided_at);

alter table operation
  add column admitted_at timestamptz,
  add column admitted_how text check (admitted_how in ('accepted', 'sample', 'before-rule')),
  add constraint operation_admitted check ((admitted_at is null) = (admitted_how is null));
-- What was at work before there was this rule goes on; it says so.
update operation set admitted_at = opened_at, admitted_how = case when sample then 'sample' else 'before-rule' end;
