create table citizens (
  id uuid primary key default gen_random_uuid(),
  email text constraint email_is_ascii_lower_case check (email ~ '^[!-~]{3,254}$' and email = lower(email)),
  email_confirmed_at timestamptz,
  password_hash text,
  first_name text not null check (char_length(first_name) <= 200),
  last_name text not null check (char_length(last_name) <= 200),
  language text not null check (language in ('fr', 'nl', 'en', 'de')),
  notify_by_email boolean not null default true,
  default_space text not null default 'citizen' check (default_space = 'citizen' or default_space ~ '^[01][0-9]{9}$'),
  status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
  -- The captcha that opened the account: a second press of the button finds the result of the first.
  captcha_id uuid unique,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  check ((status = 'closed') = (closed_at is not null)),
  check (status = 'closed' or (email is not null and password_hash is not null))
);
create unique index citizens_email on citizens (lower(email));
create index citizens_unconfirmed on citizens (created_at) where email_confirmed_at is null and status = 'active';

create table sign_ins (
  id uuid primary key default gen_random_uuid(),
  citizen_id uuid not null references citizens on delete cascade,
  signed_in_at timestamptz not null default now(),
  network text not null,
  browser text not null check (char_length(browser) <= 200)
);
create index sign_ins_of_citizen on sign_ins (citizen_id, signed_in_at desc);

-- connect-pg-simple's columns. No index on expire: a touch stays on its page (HOT), and pruning reads all every 15 minutes.
create table sessions (
  sid text primary key,
  sess jsonb not null,
  expire timestamptz not null,
  citizen_id uuid generated always as ((sess -> 'user' ->> 'id')::uuid) stored references citizens on delete cascade,
  sign_in_id uuid generated always as ((sess -> 'user' ->> 'signInId')::uuid) stored
) with (fillfactor = 70);
create index sessions_of_citizen on sessions (citizen_id);

create table sign_in_delays (
  email_digest bytea primary key,
  failures integer not null,
  delayed_until timestamptz not null,
  failed_at timestamptz not null
);

-- One link of a purpose per citizen: asking for another replaces it.
create table account_links (
  citizen_id uuid not null references citizens on delete cascade,
  purpose text not null check (purpose in ('confirm-email', 'reset-password', 'change-email')),
  digest bytea not null unique check (octet_length(digest) = 32),
  email text not null,
  expires_at timestamptz not null,
  primary key (citizen_id, purpose)
);

create table spent_captchas (
  id uuid primary key,
  spent_at timestamptz not null default now()
);

create table interrupted_forms (
  id uuid primary key default gen_random_uuid(),
  citizen_id uuid not null references citizens on delete cascade,
  path text not null,
  fields jsonb not null,
  created_at timestamptz not null default now()
);

-- rate-limiter-flexible's columns.
create table quotas (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
