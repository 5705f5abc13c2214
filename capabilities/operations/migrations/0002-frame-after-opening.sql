-- Elections and phases can be restated after opening; `version` tells a change from the state that it was made from.
alter table operation_election
  add column version integer not null default 1 check (version >= 1),
  -- Why it is secured no longer; null: it is secured.
  add column withdrawn_reason text check (withdrawn_reason <> '');
alter table operation_phase add column version integer not null default 1 check (version >= 1);
