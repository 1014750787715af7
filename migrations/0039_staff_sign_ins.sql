-- The staff see where they are signed in and the history of twelve months, as citizens do, and end a session from another
-- device. A session of before this file belongs to no sign-in, so its owner signs in once more.
create table staff_sign_ins (
  id uuid constraint staff_sign_ins_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint staff_sign_ins_staff_member_id_fkey references staff_members on delete cascade,
  signed_in_at timestamptz not null default now(),
  network text not null,
  browser text not null constraint staff_sign_ins_browser_within_length check (char_length(browser) <= 200),
  factor text not null constraint staff_sign_ins_factor_known check (factor in ('code', 'passkey', 'recovery-code')),
  confirmed_at timestamptz not null default now(),
  ended_at timestamptz
);
create index staff_sign_ins_of_member on staff_sign_ins (staff_member_id, signed_in_at desc);
create index staff_sign_ins_age on staff_sign_ins (signed_in_at);

-- Five rows a person at most, so that filling the column takes no time.
alter table staff_sessions add sign_in_id uuid generated always as ((sess -> 'user' ->> 'signInId')::uuid) stored;
