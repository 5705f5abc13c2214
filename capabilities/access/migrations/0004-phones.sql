-- A phone that was lost is locked, or told to forget everything. What it had sent stays; what it had not is unknown here.
alter table post_card_bearer add column lock text not null default 'open'
  check (lock in ('open', 'locked', 'wipe-ordered', 'wiped'));
alter table post_card_bearer add column lock_by text;
alter table post_card_bearer add column lock_at timestamptz;
-- When the phone itself learnt of it; null: not yet.
alter table post_card_bearer add column lock_told_at timestamptz;
-- How many reports the phone said were waiting on it, and when it said so.
alter table post_card_bearer add column waiting integer check (waiting >= 0);
alter table post_card_bearer add column waiting_at timestamptz;
create index post_card_bearer_locked on post_card_bearer (device_id) where lock in ('locked', 'wipe-ordered');
