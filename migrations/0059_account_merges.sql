-- Two accounts of one person become one: asked by the person, who shows that both are theirs, then confirmed by two colleagues of
-- the helpdesk. The row lives while it waits.
create table account_merges (
  kept_id uuid constraint account_merges_pkey primary key
    constraint account_merges_kept_id_fkey references citizens on delete cascade,
  id uuid not null default gen_random_uuid() constraint account_merges_id_key unique,
  form_id uuid not null,
  email text not null constraint account_merges_email_within_length check (char_length(email) between 3 and 254),
  asked_at timestamptz not null default now(),
  digest bytea constraint account_merges_digest_key unique
    constraint account_merges_digest_is_sha256 check (octet_length(digest) = 32),
  expires_at timestamptz,
  other_id uuid constraint account_merges_other_id_key unique
    constraint account_merges_other_id_fkey references citizens on delete cascade,
  proved_at timestamptz,
  confirmed_by uuid constraint account_merges_confirmed_by_fkey references staff_members,
  confirmed_at timestamptz,
  constraint account_merges_are_of_two check (other_id <> kept_id),
  constraint account_merges_links_expire check ((digest is null) = (expires_at is null)),
  constraint account_merges_proved_have_other check ((other_id is null) = (proved_at is null)),
  constraint account_merges_confirmed_are_proved
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null or other_id is not null))
);
create index account_merges_confirmed on account_merges (confirmed_by) where confirmed_by is not null;
create index account_merges_age on account_merges (asked_at);
