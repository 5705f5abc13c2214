-- By which boundaries `place` was judged: levels joined by '+' (`village+district`), and where those come from.
alter table station
  add column place_by text check (place_by <> ''),
  add column place_source text check (place_source <> '');
