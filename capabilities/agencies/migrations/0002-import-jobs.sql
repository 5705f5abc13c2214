-- Files are checked and applied by jobs, which take longer than an answer and survive a restart.
alter table agency_import
  drop constraint agency_import_state_check,
  add constraint agency_import_state_check
    check (state in ('checking', 'failed', 'checked', 'applying', 'applied', 'undone')),
  add column job_id uuid;
