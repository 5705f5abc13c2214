-- Somebody at a post pressed for help without a word; what it is may be told later.
alter table incident add column emergency boolean not null default false;
alter table incident_log drop constraint incident_log_what_check;
alter table incident_log add constraint incident_log_what_check check
  (what in ('opened', 'taken', 'taken-over', 'released', 'noted', 'told', 'level-set', 'resolved'));
