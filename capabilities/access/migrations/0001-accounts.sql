-- Who has an account. A login is free again once its account is closed. The database holds no TOTP secret: it is
-- derived from the server's key and the account's id.
create table account (
  id uuid primary key,
  login text not null check (login = lower(login) and login <> ''),
  name text not null,
  agency_id uuid,
  password_hash text,
  -- Number of the last 30 second step whose code was used; a code is good once.
  totp_step bigint not null default -1,
  language text not null default 'id' check (language in ('id', 'en')),
  demo boolean not null default false,
  opened_at timestamptz not null,
  closed_at timestamptz,
  check (demo or password_hash is not null)
);
create unique index account_login on account (login) where closed_at is null;
create index account_agency on account (agency_id);

create table account_grant (
  id uuid primary key,
  account_id uuid not null references account (id),
  role text not null check (role in
    ('kaops', 'karendalops', 'agency-officer', 'field-officer', 'liaison', 'auditor', 'administrator')),
  agency_id uuid,
  areas text[] not null check (cardinality(areas) > 0),
  operation_id uuid,
  given_by text not null,
  given_at timestamptz not null,
  valid_until timestamptz,
  revoked_at timestamptz
);
create index account_grant_account on account_grant (account_id);

-- A one-time link: for the first administrator, or from somebody who may invite. `account_id` is the account to be.
create table account_invitation (
  id uuid primary key,
  account_id uuid not null,
  purpose text not null check (purpose in ('first', 'invitation')),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  name text not null,
  agency_id uuid,
  role text not null,
  areas text[] not null check (cardinality(areas) > 0),
  operation_id uuid,
  grant_valid_until timestamptz,
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index account_invitation_agency on account_invitation (agency_id);

-- A printed card of one post and shift. The codes themselves are never stored.
create table post_card (
  id uuid primary key,
  operation_id uuid not null,
  station_id uuid not null,
  station_name text not null,
  area text collate "C" not null,
  agency_id uuid not null,
  shift text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  issued_by text not null,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  check (valid_until > valid_from)
);
create index post_card_place on post_card (operation_id, area);
create index post_card_station on post_card (station_id);

-- Whoever carries a card, in their own words. The same words on the same card are the same person.
create table post_card_bearer (
  id uuid primary key,
  card_id uuid not null references post_card (id),
  name text not null,
  name_key text not null,
  first_seen_at timestamptz not null,
  unique (card_id, name_key)
);

create table account_session (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  account_id uuid references account (id),
  bearer_id uuid references post_card_bearer (id),
  demo boolean not null default false,
  device_id uuid,
  device text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  idle_until timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  check (num_nonnulls(account_id, bearer_id) = 1)
);
create index account_session_account on account_session (account_id);
create index account_session_bearer on account_session (bearer_id);
