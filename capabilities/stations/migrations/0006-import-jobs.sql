-- Files are checked and applied by jobs, which take longer than an answer and survive a restart.
alter table station_import
  drop constraint station_import_state_check,
  add constraint station_import_state_check
    check (state in ('checking', 'failed', 'checked', 'applying', 'applied', 'undone')),
  add column job_id uuid,
  -- What lies in the file store while it is checked.
  add column file_sha256 text;
