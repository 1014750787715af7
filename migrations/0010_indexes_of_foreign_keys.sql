-- Deleting a citizen looks in every table that refers to one: without an index it reads that table whole, for each citizen.
create index invitations_of_inviter on invitations (invited_by) where invited_by is not null;
create index interrupted_forms_of_citizen on interrupted_forms (citizen_id);
-- Whole: one that leaves out completed drafts is of no use to a foreign key.
drop index profile_drafts_of_citizen;
create index profile_drafts_of_citizen on profile_drafts (citizen_id);

-- What each night is deleted by its age is found without reading what stays.
create index account_links_expiry on account_links (expires_at);
create index interrupted_forms_age on interrupted_forms (created_at);
create index invitations_expiry on invitations (expires_at);
create index profile_drafts_age on profile_drafts (created_at);
create index quotas_expiry on quotas (expire);
create index sign_in_delays_age on sign_in_delays (failed_at);
create index sign_ins_age on sign_ins (signed_in_at);
create index spent_captchas_age on spent_captchas (spent_at);
create index staff_links_expiry on staff_links (expires_at);
