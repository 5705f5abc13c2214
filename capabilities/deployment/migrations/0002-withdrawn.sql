-- A record that is withdrawn stands until the day before; the days that are past keep it.
alter table deployment_pool
  add column withdrawn_from date,
  add column withdrawn_reason text,
  add column withdrawn_by text,
  add column withdrawn_at timestamptz,
  add constraint deployment_pool_withdrawn check (
    (withdrawn_from is null) = (withdrawn_at is null)
    and (withdrawn_from is null) = (withdrawn_reason is null)
    and (withdrawn_from is null) = (withdrawn_by is null)
  );
