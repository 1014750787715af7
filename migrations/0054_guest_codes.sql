-- What the acknowledgement of a request without an account gives, so that a later account takes it over. It ends with that.
create table guest_codes (
  submission_id uuid constraint guest_codes_pkey primary key
    constraint guest_codes_submission_id_fkey references submissions,
  code text not null constraint guest_codes_code_is_sixteen_signs check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$')
);
-- Mon espace says that requests were filed with one's address. As large as what guests filed; on a large table it is made
-- beforehand, as the README says.
create index if not exists submissions_of_guest_address on submissions (lower(email)) where guest_id is not null;
-- Which they are, for whom.
create view claimable_submissions as
  select citizens.id as claimer_id, submissions.id, reference, slug, version, filed_at
  from citizens join submissions on lower(submissions.email) = citizens.email
  join guest_codes on submission_id = submissions.id
  where email_confirmed_at is not null and guest_id is not null;
