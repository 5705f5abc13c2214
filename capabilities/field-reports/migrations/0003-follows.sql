-- A report that tells more of an earlier one of the same sender, an emergency above all.
alter table field_report add column follows uuid;
create index field_report_follows on field_report (follows) where follows is not null;
