-- Files on their way in, piece by piece. Their bytes lie beside the database until they are whole.
create table upload (
  id uuid primary key,
  owner text not null,
  purpose text not null,
  size bigint not null check (size >= 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Null until it is whole and was looked at: then it lies in the file store under this hash.
  sha256 text,
  -- Who writes, for how long unless renewed, and whether somebody else wants to.
  lease uuid,
  lease_until timestamptz,
  lease_wanted boolean not null default false
);
create index upload_by_owner on upload (owner);
create index upload_expiry on upload (expires_at);
