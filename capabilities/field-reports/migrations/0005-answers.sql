-- A report may be answered more than once ("a team is on its way", "it is over"), and its incident ends.
alter table field_report_step drop constraint field_report_step_pkey;
create unique index field_report_step_once on field_report_step (report_id, what) where what <> 'answered';
create index field_report_step_of on field_report_step (report_id, at);
alter table field_report add column resolved_at timestamptz;
