-- What the list of the journal shows and goes by, beside the number: narrow rows that are read in order, filtered and
-- counted without touching the leaves and their bytes. The sequencer fills them from the leaf; `journal verify` holds
-- them against it.
alter table journal_index
  add column event text,
  add column kind text,
  add column subject text,
  add column operation uuid,
  add column area text collate "C",
  -- Who wrote it; before a sign-in nobody is there to write, and @ with the account says whom it is about.
  add column actor text,
  add column actor_agency text,
  add column role text,
  add column written_at timestamptz,
  -- By what somebody may read it: the leaf's attributes.
  add column agency text,
  add column owner text,
  add column about text;

-- A look at the leaf for each number costs a third of a round. Pending leaves are held by a reference, and only they
-- get a number.
alter table journal_index drop constraint journal_index_leaf_id_fkey;

alter table journal_index disable trigger journal_index_append_only;
update journal_index i set
  event = l.event, kind = l.kind, subject = l.subject, operation = l.operation, area = l.area,
  actor = case when l.author ->> 'user' = '' and l.kind = 'account' then '@' || l.subject else l.author ->> 'user' end,
  actor_agency = l.author ->> 'agency', role = l.author ->> 'role',
  written_at = l.written_at, agency = l.attributes ->> 'agency',
  owner = coalesce(l.attributes ->> 'by', l.attributes ->> 'user'), about = l.attributes ->> 'about'
from journal_leaf l where l.id = i.leaf_id;
alter table journal_index enable trigger journal_index_append_only;

create index journal_index_actor on journal_index (actor);
create index journal_index_event on journal_index (event);
-- The list no longer reads these.
drop index journal_leaf_author;
drop index journal_leaf_place;
