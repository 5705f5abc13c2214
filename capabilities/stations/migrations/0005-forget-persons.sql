-- Names and phones of responsible people stay in no import for longer than it needs them.
alter table station_import add column persons_forgotten_at timestamptz;
update station_import_row r set after = r.after - 'responsibleName' - 'responsiblePhone'
from station_import i where i.id = r.import_id and i.state <> 'checked' and r.after ->> 'responsibleName' is not null;
