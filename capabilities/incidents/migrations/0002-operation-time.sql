-- Holding and log stand on the clock of the operation too. What was written before is dated by how far both clocks lay
-- apart when the incident was opened.
alter table incident add column held_operation_since timestamptz;
update incident set held_operation_since = held_since + (opened_operation_at - opened_at);
alter table incident add check ((held_since is null) = (held_operation_since is null));
create index incident_newest_operation on incident (operation_id, opened_operation_at);

alter table incident_log add column operation_at timestamptz;
update incident_log l set operation_at = case
    when l.what = 'resolved' and i.resolved_operation_at is not null then i.resolved_operation_at
    else l.at + (i.opened_operation_at - i.opened_at)
  end
  from incident i where i.id = l.incident_id;
alter table incident_log alter column operation_at set not null;
