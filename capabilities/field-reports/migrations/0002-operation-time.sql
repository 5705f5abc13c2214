-- Steps stand on the clock of the operation too. Those taken before are dated by how far both clocks lay apart when
-- their report came in.
alter table field_report_step add column operation_at timestamptz;
update field_report_step s set operation_at = s.at + (r.operation_at - r.received_at)
  from field_report r where r.id = s.report_id;
alter table field_report_step alter column operation_at set not null;
