-- A list of more than 20,000 requests is made into a file in the background, and kept for a day for who asked.
create table submission_exports (
  id uuid constraint submission_exports_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint submission_exports_staff_member_id_fkey references staff_members on delete cascade,
  format text not null constraint submission_exports_format_known check (format in ('xlsx', 'csv')),
  query text not null constraint submission_exports_query_within_length check (char_length(query) <= 1000),
  language text not null constraint submission_exports_language_known check (language in ('fr', 'nl', 'en', 'de')),
  departments text[] not null,
  status text not null default 'waiting'
    constraint submission_exports_status_known check (status in ('waiting', 'ready', 'failed')),
  rows_expected integer,
  rows_written integer not null default 0,
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint submission_exports_end_once check ((status = 'waiting') = (ended_at is null))
);
create unique index submission_exports_under_way on submission_exports (staff_member_id, format, language, query)
  where status = 'waiting';
create index submission_exports_of_staff_member on submission_exports (staff_member_id);
create index submission_exports_age on submission_exports (coalesce(ended_at, begun_at));
