-- What a reaction could not do is tried again with growing pauses, and kept when it never worked.
alter table reaction_parked
  add column id uuid not null default gen_random_uuid() unique,
  add column subject text not null default '',
  add column tries int not null default 5 check (tries >= 0),
  -- Null: parked, nobody tries until an administrator asks for it.
  add column next_try_at timestamptz;
update reaction_parked p set subject = l.subject
  from journal_index i join journal_leaf l on l.id = i.leaf_id where i.index = p.index;
-- Messages of errors can quote what people entered; from now on only a code is kept.
update reaction_parked set failure = 'unknown';
create index reaction_parked_due on reaction_parked (next_try_at) where next_try_at is not null;
