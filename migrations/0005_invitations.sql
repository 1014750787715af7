create table invitations (
  id uuid primary key default gen_random_uuid(),
  enterprise_number text not null references organisations,
  email text not null check (email = lower(email)),
  role text not null check (role in ('manager', 'member')),
  language text not null check (language in ('fr', 'nl', 'en', 'de')),
  -- Made when the mail leaves; null before.
  digest bytea unique check (octet_length(digest) = 32),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz
);
create unique index invitations_open on invitations (enterprise_number, email) where accepted_at is null;
