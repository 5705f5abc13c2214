-- Figures that somebody published about an operation. Those with one topic answer one question and may disagree.
create table operation_figure (
  id uuid primary key,
  operation_id uuid not null references operation (id),
  topic text not null check (topic <> ''),
  name jsonb not null,
  value bigint not null,
  unit text not null check (unit <> ''),
  area text collate "C",
  stated_on date,
  note text,
  standing text not null,
  source text not null,
  content_hash bytea not null check (octet_length(content_hash) = 32)
);
create index operation_figure_operation on operation_figure (operation_id, topic);
