-- How a desk session came in, and when its person last proved who they are. Sensitive things ask for that anew.
alter table account_session add column way text
  check (way in ('password', 'passkey', 'recovery-code', 'provider', 'link', 'demo'));
alter table account_session add column confirmed_at timestamptz;
-- When the authenticator app was replaced from this session.
alter table account_session add column enrolled_at timestamptz;
update account_session set confirmed_at = opened_at where account_id is not null;

-- The secret of an authenticator app is derived from the server's key, the account and this number: a lost phone's
-- codes end when it grows.
alter table account add column totp_generation integer not null default 0;

-- A passkey belongs to one name of this server: browsers offer it nowhere else.
create table account_passkey (
  id uuid primary key,
  account_id uuid not null references account (id),
  host text not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  -- The counter of the authenticator went back: somebody may hold a copy.
  suspended_at timestamptz,
  unique (host, credential_id)
);
create index account_passkey_account on account_passkey (account_id);

-- A question that a browser was asked and has not answered: only the hash, for minutes, once.
create table account_ticket (
  hash bytea primary key check (octet_length(hash) = 32),
  purpose text not null,
  session_id uuid,
  expires_at timestamptz not null
);
create index account_ticket_over on account_ticket (expires_at);

create table account_recovery_code (
  id uuid primary key,
  account_id uuid not null references account (id),
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  made_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index account_recovery_code_account on account_recovery_code (account_id);

-- A browser that signed an account in before. Whoever guesses from elsewhere does not make its owner wait there.
create table account_browser (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account_id uuid not null references account (id),
  seen_at timestamptz not null
);
create index account_browser_account on account_browser (account_id);

-- Failed attempts, by a hash of who tried what. Rows live for half an hour.
create table account_attempt (
  key_hash bytea primary key check (octet_length(key_hash) = 32),
  failures integer not null,
  last_at timestamptz not null
);
create index account_attempt_old on account_attempt (last_at);

-- Until when its person was told what concerns the safety of this account.
alter table account add column told_at timestamptz;
