-- A démarche that an agent enters for somebody who came, called or wrote. Its draft belongs to the visit, as one of a guest
-- does; the row says whose it becomes.
create table desk_visits (
  id uuid constraint desk_visits_pkey primary key default gen_random_uuid(),
  draft_id uuid not null constraint desk_visits_draft_id_key unique,
  staff_member_id uuid not null constraint desk_visits_staff_member_id_fkey references staff_members,
  citizen_id uuid constraint desk_visits_citizen_id_fkey references citizens,
  channel text not null constraint desk_visits_channel_is_not_online check (channel in ('desk', 'phone', 'post')),
  begun_at timestamptz not null default now()
);
create index desk_visits_of_staff_member on desk_visits (staff_member_id);
create index desk_visits_of_citizen on desk_visits (citizen_id) where citizen_id is not null;
create index desk_visits_age on desk_visits (begun_at);
