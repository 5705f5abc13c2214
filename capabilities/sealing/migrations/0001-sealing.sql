-- Keys that agencies hold and notes sealed to them. The server keeps ciphertext and what is public; no identity in clear.
create table seal_officer_key (
  id uuid primary key,
  user_id uuid not null,
  agency_id uuid not null,
  name text not null,
  recipient text not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  wrapped bytea not null,
  made_at timestamptz not null,
  unique (user_id, agency_id)
);
create index seal_officer_key_agency on seal_officer_key (agency_id);

create table seal_agency_key (
  id uuid primary key,
  agency_id uuid not null,
  version integer not null check (version > 0),
  recipient text not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  vouch text,
  made_by text not null,
  made_at timestamptz not null,
  unique (agency_id, version)
);

create table seal_share (
  key_id uuid not null references seal_agency_key (id),
  officer_key_id uuid not null references seal_officer_key (id) on delete cascade,
  wrapped bytea not null,
  given_at timestamptz not null,
  primary key (key_id, officer_key_id)
);

create table seal_key_event (
  id uuid primary key,
  agency_id uuid not null,
  agency_name text not null,
  scope text not null check (scope in ('all', 'agency')),
  what text not null,
  version integer,
  fingerprint text,
  officer_name text,
  by_name text not null,
  at timestamptz not null,
  leaf_hash text not null
);
create index seal_key_event_agency on seal_key_event (agency_id, at);

create table sealed_note (
  id uuid primary key,
  operation_id uuid not null,
  agency_id uuid not null,
  agency_name text not null,
  about_kind text not null,
  about_id uuid,
  version integer not null,
  withdrawn_at timestamptz
);
create index sealed_note_operation on sealed_note (operation_id);

-- Title and text are inside the ciphertext; withdrawing takes it away.
create table sealed_note_version (
  note_id uuid not null references sealed_note (id),
  version integer not null,
  ciphertext bytea,
  sha256 text not null,
  size integer not null,
  written_by uuid not null,
  written_by_name text not null,
  written_at timestamptz not null,
  primary key (note_id, version)
);

create table sealed_note_addressee (
  note_id uuid not null references sealed_note (id),
  version integer not null,
  agency_id uuid not null,
  agency_name text not null,
  key_version integer not null,
  fingerprint text not null,
  primary key (note_id, version, agency_id)
);

create table sealed_note_read (
  id uuid primary key,
  note_id uuid not null references sealed_note (id),
  version integer not null,
  agency_id uuid not null,
  user_id uuid not null,
  name text not null,
  at timestamptz not null
);
create index sealed_note_read_note on sealed_note_read (note_id, agency_id);
