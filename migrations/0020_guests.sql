-- Some démarches ask for no account. Their drafts are opened by a cookie that holds this id, sealed by the portal.
alter table drafts
  alter column citizen_id drop not null,
  add column guest_id uuid,
  add constraint drafts_belong_to_one check ((citizen_id is null) <> (guest_id is null));

-- Who filed without an account reads it again from the same browser, as long as its cookie lives.
alter table submissions add column guest_id uuid,
  add constraint submissions_belong_to_one_at_most check (citizen_id is null or guest_id is null);

drop view readable_submissions;
create view readable_submissions as
  select submissions.*, citizen_id as reader_id from submissions where enterprise_number is null and citizen_id is not null
  union all
  select submissions.*, memberships.citizen_id from submissions
  join active_memberships memberships using (enterprise_number)
  union all
  select submissions.*, guest_id from submissions where guest_id is not null;
create index submissions_of_guest on submissions (guest_id) where guest_id is not null;
