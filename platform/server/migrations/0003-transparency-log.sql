-- The numbered leaves as a Merkle tree. All of it is computed from journal_leaf and journal_index, except what was signed.

-- C2SP tlog-tiles: a tile of level L holds up to 256 hashes of nodes at height 8 * L.
create table journal_tile (
  level smallint not null check (level between 0 and 63),
  index bigint not null check (index >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (level, index)
);
-- Hashes do not compress: trying costs time at every round.
alter table journal_tile alter column hashes set storage external;

-- One row: the name of the log, the key it was begun with, and what is needed to go on growing the tree.
create table journal_head (
  one boolean primary key default true check (one),
  origin text not null,
  public_key bytea not null check (octet_length(public_key) = 32),
  size bigint not null check (size >= 0),
  -- Roots of the perfect subtrees, the largest first.
  peaks bytea not null check (octet_length(peaks) % 32 = 0)
);

-- What was signed and shown: the newest, and the last of each hour for ever.
create table journal_checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null
);
create index journal_checkpoint_at on journal_checkpoint (at);

-- Who holds a receipt asks by the hash of the leaf.
create index journal_leaf_hash on journal_leaf using hash (hash);

-- Who wrote a leaf ({user, agency, role}), read from its bytes and therefore never another than they say. Immutable:
-- the encoding is named, which PostgreSQL cannot know.
create function journal_author(bytes bytea) returns jsonb language plpgsql immutable strict parallel safe as $$
begin
  return convert_from(bytes, 'UTF8')::jsonb -> 'who';
end $$;
alter table journal_leaf add column author jsonb generated always as (journal_author(bytes)) stored;
-- An auditor asks who wrote, and of which operation and area.
create index journal_leaf_author on journal_leaf ((author ->> 'user'));
create index journal_leaf_place on journal_leaf (operation, area);
