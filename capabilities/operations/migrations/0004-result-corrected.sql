-- When the result of a closed activity was last corrected; what stood before is in the journal.
alter table operation_activity
  add column corrected_at timestamptz check (corrected_at is null or state <> 'planned');
