-- An agent looks at the same lists each morning: each may keep them under a name, and share them with a department.
create table saved_views (
  id uuid constraint saved_views_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint saved_views_staff_member_id_fkey references staff_members on delete cascade,
  name text not null constraint saved_views_name_within_length check (char_length(name) between 1 and 60),
  query text not null constraint saved_views_query_within_length check (char_length(query) <= 1000),
  department text constraint saved_views_department_is_kebab_case check (department ~ '^[a-z]+(-[a-z]+)*$'),
  saved_at timestamptz not null default now()
);
create unique index saved_views_name on saved_views (staff_member_id, lower(name));
create index saved_views_of_department on saved_views (department) where department is not null;
