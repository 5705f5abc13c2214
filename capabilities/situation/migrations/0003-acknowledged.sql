-- How long reports waited until their addressee read, acted on or answered them; for totals only, no content.
create table situation_acknowledged_report (
  id uuid primary key,
  operation_id uuid not null,
  area text collate "C",
  addressee uuid,
  about uuid,
  reporter uuid,
  received_at timestamptz not null,
  acknowledged_at timestamptz not null
);
create index situation_acknowledged_report_operation on situation_acknowledged_report (operation_id);
