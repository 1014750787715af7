-- A draft or a submission keeps the form it was begun with for ever: each content that a definition ever had is a row.
create table procedure_versions (
  slug text not null constraint procedure_versions_slug_is_kebab_case check (slug ~ '^[a-z]+(-[a-z]+)*$'),
  version integer not null constraint procedure_versions_version_is_positive check (version > 0),
  definition jsonb not null,
  digest bytea not null constraint procedure_versions_digest_within_length check (octet_length(digest) = 32),
  published_at timestamptz not null default now(),
  primary key (slug, version),
  -- The same content is the same version: going back to a release of before makes no new one.
  unique (slug, digest)
);

create function refuse_change_of_procedure_versions() returns trigger language plpgsql as $$
begin
  raise exception 'procedure_versions is append-only';
end $$;
create trigger procedure_versions_are_append_only before update or delete or truncate on procedure_versions
  for each statement execute function refuse_change_of_procedure_versions();
