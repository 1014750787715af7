-- The staff may prove who they are with a passkey, which nobody can be tricked into giving away.
create table staff_passkeys (
  id uuid constraint staff_passkeys_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint staff_passkeys_staff_member_id_fkey references staff_members on delete cascade,
  credential_id text not null constraint staff_passkeys_credential_id_key unique
    constraint staff_passkeys_credential_id_within_length check (char_length(credential_id) between 1 and 1400),
  public_key bytea not null constraint staff_passkeys_public_key_within_length check (octet_length(public_key) <= 2000),
  counter bigint not null,
  name text not null constraint staff_passkeys_name_within_length check (char_length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index staff_passkeys_of_member on staff_passkeys (staff_member_id);

create table staff_challenges (
  holder bytea constraint staff_challenges_pkey primary key
    constraint staff_challenges_holder_is_sha256 check (octet_length(holder) = 32),
  challenge bytea not null constraint staff_challenges_challenge_is_256_bits check (octet_length(challenge) = 32),
  expires_at timestamptz not null
);
create index staff_challenges_expiry on staff_challenges (expires_at);

-- An account may have a passkey and no app. One that has neither signs in no more.
alter table staff_members drop constraint staff_members_active_have_credentials;
alter table staff_members add constraint staff_members_active_have_password
  check (status <> 'active' or password_hash is not null);

create function delete_factors_of_invited() returns trigger language plpgsql as $$
begin
  delete from staff_passkeys where staff_member_id = new.id;
  return null;
end $$;
create trigger staff_invited_again_lose_factors after update on staff_members
  for each row when (new.status = 'invited' and old.status <> 'invited') execute function delete_factors_of_invited();
