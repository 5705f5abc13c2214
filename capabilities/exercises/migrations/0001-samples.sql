-- Which sample operations were opened on this server. Their content lives in the rooms, like that of any operation.
create table sample_opened (
  key text primary key,
  operation_id uuid not null unique,
  version integer not null,
  opened_at timestamptz not null
);
