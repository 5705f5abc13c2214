-- By whom an account was opened, and from when on it counts as a second person's: whoever invents a colleague must
-- not have them agree on the same day. A sample's accounts count from the moment that they are opened.
alter table account add column opened_by text;
alter table account add column settled_at timestamptz;
update account set
  opened_by = (select max(i.invited_by) from account_invitation i
               where i.account_id = account.id and i.used_at is not null),
  settled_at = case when demo then opened_at else opened_at + interval '72 hours' end;
alter table account alter column settled_at set not null;

-- Who else had a hand in it: a binding or a link that one person proposed and another agreed to.
alter table account_provider add column proposed_by text;
alter table account_recovery_link add column proposed_by text;

-- What its owner is told of their account, though what it was about may be gone again.
create table account_notice (
  id uuid primary key,
  account_id uuid not null references account (id),
  what text not null check (what in ('provider-bound', 'provider-released')),
  at timestamptz not null
);
create index account_notice_account on account_notice (account_id);
insert into account_notice (id, account_id, what, at)
  select gen_random_uuid(), account_id, 'provider-bound', set_at from account_provider;
