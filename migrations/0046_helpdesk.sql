-- The helpdesk finds the account of somebody who calls, by their name in any order: what a search compares stands beside the
-- account, as no other page reads it. The next file fills it for the accounts that exist.
create table citizen_words (
  citizen_id uuid constraint citizen_words_pkey primary key
    constraint citizen_words_citizen_id_fkey references citizens on delete cascade,
  words text not null
);

create function keep_words_of_citizen() returns trigger language plpgsql as $$
begin
  insert into citizen_words (citizen_id, words) values (new.id, words_of_citizen(new.first_name, new.last_name))
  on conflict (citizen_id) do update set words = excluded.words;
  return null;
end $$;

-- The names one by one, then joined in both orders: « D'Hondt » is found by « Dhondt », and the other way round.
create function words_of_citizen(first_name text, last_name text) returns text language sql immutable strict parallel safe as $$
  select ' ' || concat_ws(' ', fold_text(first_name || ' ' || last_name),
    replace(fold_text(first_name || ' ' || last_name), ' ', ''), replace(fold_text(last_name || ' ' || first_name), ' ', '')) || ' '
$$;

create trigger citizens_are_found after insert on citizens
  for each row execute function keep_words_of_citizen();
create trigger citizens_are_found_as_renamed after update on citizens
  for each row when ((old.first_name, old.last_name) is distinct from (new.first_name, new.last_name))
  execute function keep_words_of_citizen();

-- Somebody is also found by the telephone of one of their profiles.
create index memberships_landline on memberships (landline) where ended_at is null and landline is not null;
create index memberships_mobile on memberships (mobile) where ended_at is null and mobile is not null;

-- What a member of the helpdesk sought: so that it stands in no address. An hour.
create table helpdesk_searches (
  id uuid constraint helpdesk_searches_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint helpdesk_searches_staff_member_id_fkey references staff_members on delete cascade,
  sought text not null constraint helpdesk_searches_sought_within_length check (char_length(sought) between 1 and 320),
  by_what text not null constraint helpdesk_searches_by_what_known check (by_what in ('email', 'name', 'number')),
  found uuid[] not null,
  more boolean not null,
  searched_at timestamptz not null default now()
);
create index helpdesk_searches_of_staff_member on helpdesk_searches (staff_member_id);
create index helpdesk_searches_age on helpdesk_searches (searched_at);

-- What the helpdesk did to an account, which its owner reads. The id is that of the form: pressed twice, done once.
create table helpdesk_acts (
  id uuid constraint helpdesk_acts_pkey primary key,
  citizen_id uuid not null constraint helpdesk_acts_citizen_id_fkey references citizens on delete cascade,
  staff_member_id uuid not null constraint helpdesk_acts_staff_member_id_fkey references staff_members,
  act text not null constraint helpdesk_acts_act_is_kebab_case check (act ~ '^[a-z]+(-[a-z]+)*$'),
  reason text not null constraint helpdesk_acts_reason_is_kebab_case check (reason ~ '^[a-z]+(-[a-z]+)*$'),
  reason_words text not null constraint helpdesk_acts_reason_words_within_length check (char_length(reason_words) <= 1000),
  proof text not null constraint helpdesk_acts_proof_is_kebab_case check (proof ~ '^[a-z]+(-[a-z]+)*$'),
  proof_words text not null constraint helpdesk_acts_proof_words_within_length check (char_length(proof_words) <= 1000),
  done_at timestamptz not null default now()
);
create index helpdesk_acts_of_citizen on helpdesk_acts (citizen_id, done_at desc, id desc);
create index helpdesk_acts_of_staff_member on helpdesk_acts (staff_member_id);
create function refuse_change_of_helpdesk_acts() returns trigger language plpgsql as $$
begin
  raise exception 'helpdesk_acts are never changed';
end $$;
create trigger helpdesk_acts_are_never_changed before update or truncate on helpdesk_acts
  for each statement execute function refuse_change_of_helpdesk_acts();

-- A browser from which somebody signed in before waits by a key of its own: it says by which address, so that the helpdesk
-- can end every delay of an account.
alter table sign_in_delays add column account_digest bytea;
create index sign_in_delays_of_account on sign_in_delays (account_digest) where account_digest is not null;
