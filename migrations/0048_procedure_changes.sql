-- What an administrator sets of a démarche without a release: closed for a while, fee, delay, whom to ask. Append-only, as
-- who changed what and when must stay readable; the newest row of a démarche is what holds.
create table procedure_changes (
  slug text not null constraint procedure_changes_slug_is_kebab_case check (slug ~ '^[a-z]+(-[a-z]+)*$'),
  revision integer not null constraint procedure_changes_revision_is_positive check (revision > 0),
  settings jsonb not null,
  reason text not null constraint procedure_changes_reason_within_length check (char_length(reason) between 1 and 1000),
  staff_member_id uuid not null constraint procedure_changes_staff_member_id_fkey references staff_members,
  changed_at timestamptz not null default now(),
  constraint procedure_changes_pkey primary key (slug, revision)
);
create index procedure_changes_of_staff_member on procedure_changes (staff_member_id);

create function refuse_change_of_procedure_changes() returns trigger language plpgsql as $$
begin
  raise exception 'procedure_changes is append-only';
end $$;
create trigger procedure_changes_are_append_only before update or delete or truncate on procedure_changes
  for each statement execute function refuse_change_of_procedure_changes();
