-- An emergency is taken after the shift of its card too, and says so to whoever reads it.
alter table field_report add column after_shift boolean not null default false;
