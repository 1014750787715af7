-- Who loses the telephone or the passkey signs in with a code that was printed, instead of calling the operator.
create table staff_recovery_codes (
  staff_member_id uuid not null
    constraint staff_recovery_codes_staff_member_id_fkey references staff_members on delete cascade,
  digest bytea not null constraint staff_recovery_codes_digest_is_sha256 check (octet_length(digest) = 32),
  constraint staff_recovery_codes_pkey primary key (staff_member_id, digest)
);

create or replace function delete_factors_of_invited() returns trigger language plpgsql as $$
begin
  delete from staff_passkeys where staff_member_id = new.id;
  delete from staff_recovery_codes where staff_member_id = new.id;
  return null;
end $$;
