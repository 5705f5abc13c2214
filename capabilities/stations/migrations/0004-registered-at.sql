-- When the register first held a station: what was there on an earlier day can be told.
alter table station add column registered_at timestamptz;
update station s set registered_at = coalesce(
  (select min(i.applied_at) from station_import_row r join station_import i on i.id = r.import_id
    where r.station_id = s.id and r.action = 'add'),
  s.written_at);
alter table station alter column registered_at set not null;
