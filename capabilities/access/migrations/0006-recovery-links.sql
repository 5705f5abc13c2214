-- A one-time link by which the owner of an account comes back in, made by two officers of the agency. Its id is that of
-- the proposal; the link is derived from it and from the server's key, and stands nowhere.
create table account_recovery_link (
  id uuid primary key,
  account_id uuid not null references account (id),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  -- Of the authenticator app that this link sets up: whoever opens the link sees its secret, so it is never one that
  -- the owner's own next app would have.
  generation integer not null,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index account_recovery_link_account on account_recovery_link (account_id);
