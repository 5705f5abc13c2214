-- When an incident was opened by the operation's clock: lists of what waits go by it. null: opened before it was noted.
alter table situation_open_incident add column opened_operation_at timestamptz;
