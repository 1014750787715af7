-- What was filed without an account and with the address of an account that was brought into another one of the same person: that
-- address is erased with the account, so the row says who may be asked for the code.
alter table guest_codes add column claimer_id uuid;
alter table guest_codes add constraint guest_codes_claimer_id_fkey foreign key (claimer_id) references citizens not valid;
create index guest_codes_of_claimer on guest_codes (claimer_id) where claimer_id is not null;
create or replace view claimable_submissions as
  select citizens.id as claimer_id, submissions.id, reference, slug, version, filed_at
  from citizens join submissions on lower(submissions.email) = citizens.email
  join guest_codes on submission_id = submissions.id
  where email_confirmed_at is not null and guest_id is not null
  union
  select claimer_id, submissions.id, reference, slug, version, filed_at
  from guest_codes join submissions on submissions.id = submission_id
  where claimer_id is not null and guest_id is not null;
