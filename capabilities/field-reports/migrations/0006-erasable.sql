-- A step can repeat since answers can; every row that can name a person has an id by which it is erased.
alter table field_report_step add column id uuid not null default gen_random_uuid() primary key;
-- An erased photograph keeps its row, and names no file any more.
alter table field_report_photo
  drop constraint field_report_photo_file_check,
  add constraint field_report_photo_file_check check (file ~ '^[0-9a-f]{64}$' or file = '(dihapus)');
