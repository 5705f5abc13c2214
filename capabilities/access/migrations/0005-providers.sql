-- Who an account is at the provider of its agency, as an administrator set it. No account is ever made by a provider.
create table account_provider (
  account_id uuid not null references account (id),
  provider text not null,
  -- The value of the claim that this provider is configured to be known by.
  subject text not null check (subject <> ''),
  set_by text not null,
  set_at timestamptz not null,
  primary key (account_id, provider),
  unique (provider, subject)
);
