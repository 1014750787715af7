-- A copy of the enterprise register (KBO/BCE Open Data), brought by `npm run kbo:import`. The portal only reads it.
create table register_enterprises (
  enterprise_number text primary key check (enterprise_number ~ '^[01][0-9]{9}$'),
  type_of_enterprise text not null,
  -- As it must be read since the code of 2019 when the register says so, else as in the statutes; none for natural persons.
  legal_form text,
  started_on date
);

create table register_names (
  enterprise_number text not null references register_enterprises on delete cascade,
  language_code text not null,
  type text not null,
  name text not null check (char_length(name) between 1 and 320),
  primary key (enterprise_number, type, language_code, name)
);

-- The meaning of the codes above, in each language in which the register gives it.
create table register_codes (
  category text not null,
  code text not null,
  language text not null,
  description text not null,
  primary key (category, code, language)
);

-- Which code of the register stands for which language of the portal, found from the descriptions above.
create table register_languages (
  code text primary key,
  language text not null check (language in ('fr', 'nl', 'de', 'en'))
);

create table register_extracts (
  number integer not null check (number > 0),
  kind text not null check (kind in ('full', 'update')),
  snapshot_date date not null,
  imported_at timestamptz not null default now(),
  primary key (number, kind)
);

-- What an import reads before it touches the register: emptied by each, worth nothing after a crash, hence no journal.
create unlogged table register_staged_enterprises (
  enterprise_number text not null,
  type_of_enterprise text not null,
  legal_form text,
  started_on date
);
create unlogged table register_staged_names (
  enterprise_number text not null,
  language_code text not null,
  type text not null,
  name text not null
);
create unlogged table register_staged_deletions (
  of_what text not null check (of_what in ('enterprise', 'names')),
  enterprise_number text not null
);
