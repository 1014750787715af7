-- Who stands behind an account, as FAS said it (eID, itsme, MyGov.be). Law of 8 August 1983 on the National Register: the number
-- is sealed by the portal, and found again by a keyed digest that nobody can make without its secret.
create table identities (
  citizen_id uuid primary key references citizens on delete cascade,
  issuer text not null constraint identities_issuer_within_length check (char_length(issuer) between 1 and 500),
  -- How the issuer names the person. It is not the national number.
  subject text not null constraint identities_subject_within_length check (char_length(subject) between 1 and 255),
  number_tag text not null unique constraint identities_number_tag_is_22_characters check (char_length(number_tag) = 22),
  sealed_number text not null,
  -- As the card says; null for somebody whose card has no first name.
  first_name text constraint identities_first_name_within_length check (char_length(first_name) between 1 and 200),
  last_name text not null constraint identities_last_name_within_length check (char_length(last_name) between 1 and 200),
  identified_first_at timestamptz not null,
  identified_last_at timestamptz not null,
  -- Two accounts never stand for one person.
  unique (issuer, subject)
);

-- Each identification that was made; deleted only with its account.
create table identifications (
  id uuid primary key default gen_random_uuid(),
  citizen_id uuid not null references citizens on delete cascade,
  -- The sign-in in which it was made, and in which alone it holds. The history of sign-ins is shorter: no foreign key.
  sign_in_id uuid not null,
  level smallint not null constraint identifications_level_known check (level in (2, 3)),
  acr text not null constraint identifications_acr_within_length check (char_length(acr) <= 200),
  means text not null constraint identifications_means_is_one_word check (means ~ '^[a-z]+$'),
  identified_at timestamptz not null,
  -- The draft that asked for it, which may be gone or filed by now.
  draft_id uuid
);
create index identifications_of_citizen on identifications (citizen_id, identified_at desc, id);

create function refuse_change_of_identifications() returns trigger language plpgsql as $$
begin
  raise exception 'identifications are never changed';
end $$;
create trigger identifications_are_never_changed before update or truncate on identifications
  for each statement execute function refuse_change_of_identifications();

-- Somebody who is on the way to FAS and back. What only the portal may know of it is sealed.
create table identification_attempts (
  id uuid primary key default gen_random_uuid(),
  state_digest bytea not null unique
    constraint identification_attempts_state_digest_is_sha256 check (octet_length(state_digest) = 32),
  citizen_id uuid not null references citizens on delete cascade,
  sign_in_id uuid not null,
  -- State, nonce and PKCE verifier.
  secrets text not null,
  level smallint not null constraint identification_attempts_level_known check (level in (2, 3)),
  -- The page to come back to.
  next text not null constraint identification_attempts_next_within_length check (char_length(next) <= 1000),
  draft_id uuid,
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  -- An answer is judged once.
  returned_at timestamptz,
  -- Who it was, sealed, while the person has not yet said that this is to be kept.
  found text
);
create index identification_attempts_of_citizen on identification_attempts (citizen_id, begun_at);
create index identification_attempts_expiry on identification_attempts (expires_at);
