-- A démarche begun and not yet filed: thirty idle days, as the privacy notice says.
create table drafts (
  id uuid primary key default gen_random_uuid(),
  citizen_id uuid not null references citizens on delete cascade,
  -- The organisation one acts for, fixed when the draft is begun; null for oneself.
  enterprise_number text references organisations,
  slug text not null,
  version integer not null,
  -- By field; national numbers are sealed by the portal (law of 8 August 1983).
  answers jsonb not null default '{}',
  revision integer not null default 1 constraint drafts_revision_is_positive check (revision > 0),
  step_revisions jsonb not null default '{}',
  language text not null constraint drafts_language_known check (language in ('fr', 'nl', 'en', 'de')),
  begun_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  foreign key (slug, version) references procedure_versions
);
create index drafts_of_citizen on drafts (citizen_id, saved_at desc);
create index drafts_age on drafts (saved_at);
