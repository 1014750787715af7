-- A sign-in that ended is worth nothing, whatever session row is written afterwards.
alter table sign_ins add column ended_at timestamptz;
alter table citizens add column password_changed_at timestamptz not null default now();
create index profile_drafts_of_citizen on profile_drafts (citizen_id) where completed_at is null;
