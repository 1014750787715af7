create table organisations (
  enterprise_number text primary key check (enterprise_number ~ '^[01][0-9]{9}$'),
  kind text not null check (kind in ('enterprise', 'association')),
  name text not null check (char_length(name) between 1 and 320),
  vat_liable boolean not null,
  legal_form text,
  state text not null default 'claimed' check (state in ('claimed', 'verified', 'contested')),
  created_at timestamptz not null default now()
);

-- Each member has an own function, language, phones, e-mail and choice for that profile.
create table memberships (
  id uuid primary key default gen_random_uuid(),
  enterprise_number text not null references organisations,
  citizen_id uuid not null references citizens,
  role text not null check (role in ('manager', 'member')),
  job_title text not null,
  preferred_language text not null check (preferred_language in ('fr', 'nl', 'en', 'de')),
  landline text check (landline ~ '^\+[1-9][0-9]{4,14}$'),
  mobile text check (mobile ~ '^\+[1-9][0-9]{4,14}$'),
  email text not null,
  email_notifications boolean not null default true,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index memberships_active on memberships (enterprise_number, citizen_id) where ended_at is null;
create index memberships_of_citizen on memberships (citizen_id) where ended_at is null;

create table profile_drafts (
  id uuid primary key default gen_random_uuid(),
  citizen_id uuid not null references citizens on delete cascade,
  enterprise_number text not null check (enterprise_number ~ '^[01][0-9]{9}$'),
  answers jsonb not null,
  created_at timestamptz not null default now(),
  completed_at timestamptz
);

create table access_requests (
  id uuid primary key default gen_random_uuid(),
  enterprise_number text not null references organisations,
  citizen_id uuid not null references citizens on delete cascade,
  job_title text not null,
  status text not null default 'open' check (status in ('open', 'accepted', 'refused')),
  asked_at timestamptz not null default now(),
  decided_at timestamptz,
  check ((status = 'open') = (decided_at is null))
);
create unique index access_requests_open on access_requests (enterprise_number, citizen_id) where status = 'open';
create index access_requests_of_citizen on access_requests (citizen_id, asked_at desc);

create table organisation_events (
  id bigint generated always as identity primary key,
  enterprise_number text not null references organisations,
  happened_at timestamptz not null default now(),
  name text not null check (name ~ '^[a-z]+(-[a-z]+)*$'),
  -- Whom it concerns, by name as it was then: the account may be gone.
  person text not null
);
create index organisation_events_of_organisation on organisation_events (enterprise_number, happened_at desc);
