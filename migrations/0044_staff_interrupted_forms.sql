-- What an agent typed when the session had ended is kept as it is for citizens, and sealed: it is often about somebody.
create table staff_interrupted_forms (
  id uuid constraint staff_interrupted_forms_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null
    constraint staff_interrupted_forms_staff_member_id_fkey references staff_members on delete cascade,
  sealed text not null,
  created_at timestamptz not null default now()
);
create index staff_interrupted_forms_of_member on staff_interrupted_forms (staff_member_id);
create index staff_interrupted_forms_age on staff_interrupted_forms (created_at);
