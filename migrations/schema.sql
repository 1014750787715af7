-- The tables as they are today, each with its reason. Nobody runs this file: the numbered ones beside it made the tables, and
-- `tests/database/platform/schema/schema-file.test.ts` fails, with each difference, when this file no longer says what they did.
--
-- In every table: times are instants (timestamptz), days are dates as counted in Brussels. Texts that are one of a list say the
-- list in a check. A digest is the SHA-256 of a token that stands in a mail only. A table of another program has its columns.

---------------------------------------------------------------------------------------------------------------------------
-- Citizens and their accounts: src/features/accounts, src/features/credentials
---------------------------------------------------------------------------------------------------------------------------

-- One row a person with an account. A closed account keeps its row, emptied: what the administration keeps points to it.
create table citizens (
  id uuid constraint citizens_pkey primary key default gen_random_uuid(),
  -- Null once closed.
  email text constraint citizens_email_is_ascii_lower_case check (email ~ '^[!-~]{3,254}$' and email = lower(email)),
  -- Null until the link of the first mail was followed: seven days later the account is deleted.
  email_confirmed_at timestamptz,
  password_hash text,
  first_name text not null constraint citizens_first_name_within_length check (char_length(first_name) <= 200),
  last_name text not null constraint citizens_last_name_within_length check (char_length(last_name) <= 200),
  -- That of the mails; pages have the language of their address.
  language text not null constraint citizens_language_known check (language in ('fr', 'nl', 'en', 'de')),
  notify_by_email boolean not null default true,
  -- Where one arrives after sign-in: oneself, or the number of an organisation.
  default_space text not null default 'citizen'
    constraint citizens_default_space_is_citizen_or_number check (default_space = 'citizen' or default_space ~ '^[01][0-9]{9}$'),
  status text not null default 'active' constraint citizens_status_known check (status in ('active', 'suspended', 'closed')),
  -- The captcha that opened the account: a second press of the button finds the result of the first.
  captcha_id uuid constraint citizens_captcha_id_key unique,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  -- A link sent before a change of password is worth nothing after it.
  password_changed_at timestamptz not null default now(),
  -- When a mail to the address was refused for good; null again once one is taken, or the address is confirmed or changed.
  email_refused_at timestamptz,
  -- The account of the same person that this one was brought into. Tables that are never changed keep the id of this one, and
  -- what reads them finds the person by it. Never a chain: where the other goes too, both name the last.
  merged_into uuid constraint citizens_merged_into_fkey references citizens,
  -- The day in Brussels on which somebody last signed in or used a session. The history of sign-ins goes after a year. Null for
  -- an account of before it was kept, until the nightly job finds it.
  last_signed_in_on date default (now() at time zone 'Europe/Brussels')::date,
  -- Which mail about being idle was queued last; null again with the next sign-in.
  idle_step text constraint citizens_idle_step_known check (idle_step in ('warned', 'warned-again', 'asked-to-hand-over')),
  -- The last day on which a sign-in keeps an account that was warned.
  kept_until date,
  constraint citizens_closed_have_date check ((status = 'closed') = (closed_at is not null)),
  constraint citizens_open_have_credentials check (status = 'closed' or (email is not null and password_hash is not null)),
  constraint citizens_merged_are_closed check (merged_into is null or (status = 'closed' and merged_into <> id)),
  constraint citizens_warned_are_kept_until_a_day
    check ((kept_until is not null) = (coalesce(idle_step, '') in ('warned', 'warned-again')))
);
-- One account an address; sign-in looks it up.
create unique index citizens_email on citizens (lower(email));
-- For the nightly deletion of those never confirmed.
create index citizens_unconfirmed on citizens (created_at) where email_confirmed_at is null and status = 'active';

-- The accounts that became one of today.
create index citizens_merged on citizens (merged_into) where merged_into is not null;
-- For the nightly job that warns those that nobody uses, and finds the last day where it is not known.
create index citizens_idle on citizens (last_signed_in_on) where status = 'active' and idle_step is null;
-- For the one that warns again, and closes.
create index citizens_warned on citizens (kept_until) where idle_step is not null;

-- The history of sign-ins that the account page shows, kept twelve months. A session is good while its sign-in has not ended.
create table sign_ins (
  id uuid constraint sign_ins_pkey primary key default gen_random_uuid(),
  citizen_id uuid not null constraint sign_ins_citizen_id_fkey references citizens on delete cascade,
  signed_in_at timestamptz not null default now(),
  -- IPv4, or the /56 of IPv6.
  network text not null,
  browser text not null constraint sign_ins_browser_within_length check (char_length(browser) <= 200),
  -- Written by whatever ends it: a session row saved late is worth nothing.
  ended_at timestamptz,
  -- The password, or what FAS was shown.
  means text not null default 'password' constraint sign_ins_means_is_one_word check (means ~ '^[a-z]+$')
);
-- The history of one person, newest first.
create index sign_ins_of_citizen on sign_ins (citizen_id, signed_in_at desc);
-- For the nightly deletion.
create index sign_ins_age on sign_ins (signed_in_at);

-- connect-pg-simple's columns. No index on expire: a touch stays on its page (HOT), and pruning reads all every 15 minutes.
create table sessions (
  sid text constraint sessions_pkey primary key,
  sess jsonb not null,
  expire timestamptz not null,
  citizen_id uuid generated always as ((sess -> 'user' ->> 'id')::uuid) stored
    constraint sessions_citizen_id_fkey references citizens on delete cascade,
  sign_in_id uuid generated always as ((sess -> 'user' ->> 'signInId')::uuid) stored
) with (fillfactor = 70);
-- Ending the sessions of one person.
create index sessions_of_citizen on sessions (citizen_id);

-- How long an address must wait after wrong passwords, whether or not it has an account. Tries of one address queue behind its row.
create table sign_in_delays (
  email_digest bytea constraint sign_in_delays_pkey primary key,
  failures integer not null,
  delayed_until timestamptz not null,
  failed_at timestamptz not null,
  -- The digest of the address alone, also where a browser that the account knows waits by a key of its own: the helpdesk ends
  -- every delay of an account by it. Null in rows of before.
  account_digest bytea
);
-- For the nightly deletion.
create index sign_in_delays_age on sign_in_delays (failed_at);
-- Every delay of an account.
create index sign_in_delays_of_account on sign_in_delays (account_digest) where account_digest is not null;

-- The links of mails. One of a purpose per citizen: asking for another replaces it.
create table account_links (
  citizen_id uuid not null constraint account_links_citizen_id_fkey references citizens on delete cascade,
  purpose text not null
    constraint account_links_purpose_known check (purpose in ('confirm-email', 'reset-password', 'change-email')),
  digest bytea not null constraint account_links_digest_key unique
    constraint account_links_digest_is_sha256 check (octet_length(digest) = 32),
  -- To which the mail went: a new address, for a change.
  email text not null,
  expires_at timestamptz not null,
  constraint account_links_pkey primary key (citizen_id, purpose)
);
-- For the nightly deletion.
create index account_links_expiry on account_links (expires_at);

-- Captchas that were answered: each is answered once. They are sealed in their form, and good for ten minutes.
create table spent_captchas (
  id uuid constraint spent_captchas_pkey primary key,
  spent_at timestamptz not null default now()
);
-- For the nightly deletion.
create index spent_captchas_age on spent_captchas (spent_at);

-- What was typed in a form whose session had ended, shown again after sign-in; kept a day.
create table interrupted_forms (
  id uuid constraint interrupted_forms_pkey primary key default gen_random_uuid(),
  citizen_id uuid not null constraint interrupted_forms_citizen_id_fkey references citizens on delete cascade,
  path text not null,
  fields jsonb not null,
  created_at timestamptz not null default now()
);
-- Deleting a citizen looks for theirs.
create index interrupted_forms_of_citizen on interrupted_forms (citizen_id);
-- For the nightly deletion.
create index interrupted_forms_age on interrupted_forms (created_at);

-- What may be done so many times in so long (src/platform/quotas.ts). `expire` in milliseconds.
create table quotas (
  key varchar(255) constraint quotas_pkey primary key,
  points integer not null default 0,
  expire bigint
);
-- For the nightly deletion.
create index quotas_expiry on quotas (expire);

---------------------------------------------------------------------------------------------------------------------------
-- Who stands behind an account, as FAS says it: src/features/identification
---------------------------------------------------------------------------------------------------------------------------

-- Law of 8 August 1983: the national number is sealed by the portal, and found again by a keyed tag that nobody can make without
-- its secret.
create table identities (
  citizen_id uuid constraint identities_pkey primary key
    constraint identities_citizen_id_fkey references citizens on delete cascade,
  issuer text not null constraint identities_issuer_within_length check (char_length(issuer) between 1 and 500),
  -- How the issuer names the person. It is not the national number.
  subject text not null constraint identities_subject_within_length check (char_length(subject) between 1 and 255),
  number_tag text not null constraint identities_number_tag_key unique
    constraint identities_number_tag_is_22_characters check (char_length(number_tag) = 22),
  sealed_number text not null,
  -- As the card says; null for somebody whose card has no first name.
  first_name text constraint identities_first_name_within_length check (char_length(first_name) between 1 and 200),
  last_name text not null constraint identities_last_name_within_length check (char_length(last_name) between 1 and 200),
  identified_first_at timestamptz not null,
  identified_last_at timestamptz not null,
  -- Two accounts never stand for one person.
  constraint identities_issuer_subject_key unique (issuer, subject)
);

-- Each identification that was made; deleted only with its account.
create table identifications (
  id uuid constraint identifications_pkey primary key default gen_random_uuid(),
  citizen_id uuid not null constraint identifications_citizen_id_fkey references citizens on delete cascade,
  -- The sign-in in which it was made, and in which alone it holds. The history of sign-ins is shorter: no foreign key.
  sign_in_id uuid not null,
  level smallint not null constraint identifications_level_known check (level in (2, 3)),
  acr text not null constraint identifications_acr_within_length check (char_length(acr) <= 200),
  means text not null constraint identifications_means_is_one_word check (means ~ '^[a-z]+$'),
  identified_at timestamptz not null,
  -- The draft that asked for it, which may be gone or filed by now.
  draft_id uuid
);
-- What holds now, and « Mon identité », newest first.
create index identifications_of_citizen on identifications (citizen_id, identified_at desc, id);

create function refuse_change_of_identifications() returns trigger language plpgsql as $$
begin
  raise exception 'identifications are never changed';
end $$;
create trigger identifications_are_never_changed before update or truncate on identifications
  for each statement execute function refuse_change_of_identifications();

-- Somebody who is on the way to FAS and back. What only the portal may know of it is sealed.
create table identification_attempts (
  id uuid constraint identification_attempts_pkey primary key default gen_random_uuid(),
  state_digest bytea not null constraint identification_attempts_state_digest_key unique
    constraint identification_attempts_state_digest_is_sha256 check (octet_length(state_digest) = 32),
  citizen_id uuid not null constraint identification_attempts_citizen_id_fkey references citizens on delete cascade,
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
  found text,
  -- For which organisation somebody shows a mandate; null where they only say who they are. No reference, as the row lives
  -- for a day.
  enterprise_number text
    constraint identification_attempts_enterprise_number_is_ten_digits check (enterprise_number ~ '^[01][0-9]{9}$')
);
-- The oldest ones of a citizen are forgotten.
create index identification_attempts_of_citizen on identification_attempts (citizen_id, begun_at);
-- For the nightly deletion.
create index identification_attempts_expiry on identification_attempts (expires_at);

-- Which answers of FAS a sign-in by the card took: its departure is kept by the browser alone, as nobody is signed in yet,
-- and each is taken once, whatever FAS does with its code.
create table card_answers (
  state_digest bytea constraint card_answers_pkey primary key
    constraint card_answers_state_digest_is_sha256 check (octet_length(state_digest) = 32),
  taken_at timestamptz not null default now()
);
-- For the nightly deletion.
create index card_answers_age on card_answers (taken_at);

---------------------------------------------------------------------------------------------------------------------------
-- Organisations and who acts for them: src/features/profiles
---------------------------------------------------------------------------------------------------------------------------

-- Enterprises and associations that somebody made a profile of. Never deleted, and their number never changes.
create table organisations (
  enterprise_number text constraint organisations_pkey primary key
    constraint organisations_enterprise_number_is_ten_digits check (enterprise_number ~ '^[01][0-9]{9}$'),
  kind text not null constraint organisations_kind_known check (kind in ('enterprise', 'association')),
  name text not null constraint organisations_name_within_length check (char_length(name) between 1 and 320),
  vat_liable boolean not null,
  legal_form text,
  -- As a member says, or as the commune found: after that only the commune changes the details.
  state text not null default 'claimed'
    constraint organisations_state_known check (state in ('claimed', 'verified', 'contested')),
  created_at timestamptz not null default now()
);

-- Who acts, or acted, for an organisation. Each member has a job title, language, phones and e-mail for that profile.
create table memberships (
  id uuid constraint memberships_pkey primary key default gen_random_uuid(),
  enterprise_number text not null constraint memberships_enterprise_number_fkey references organisations,
  citizen_id uuid not null constraint memberships_citizen_id_fkey references citizens,
  role text not null constraint memberships_role_known check (role in ('manager', 'member')),
  job_title text not null,
  preferred_language text not null
    constraint memberships_preferred_language_known check (preferred_language in ('fr', 'nl', 'en', 'de')),
  landline text constraint memberships_landline_is_international check (landline ~ '^\+[1-9][0-9]{4,14}$'),
  mobile text constraint memberships_mobile_is_international check (mobile ~ '^\+[1-9][0-9]{4,14}$'),
  email text not null,
  email_notifications boolean not null default true,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  -- The last day it is good for; null while no end is set.
  ends_on date,
  -- Null until the contact details have been saved once.
  contact_saved_at timestamptz
);
-- One at a time of a person in an organisation; also the members of an organisation.
create unique index memberships_active on memberships (enterprise_number, citizen_id) where ended_at is null;
-- Whole: read when an account closes or its data are downloaded, what has ended too.
create index memberships_of_citizen on memberships (citizen_id);
-- By a telephone the helpdesk finds who has it in a profile.
create index memberships_landline on memberships (landline) where ended_at is null and landline is not null;
-- The same for a mobile telephone.
create index memberships_mobile on memberships (mobile) where ended_at is null and mobile is not null;
-- For the hourly job that writes the ends.
create index memberships_ending on memberships (ends_on) where ended_at is null and ends_on is not null;

-- Who acts for an organisation now: over at midnight in Brussels, also before the job has written it. Everything that grants
-- access reads this, never the table.
create view active_memberships as
  select id, enterprise_number, citizen_id, role, job_title, preferred_language, landline, mobile, email,
    email_notifications, started_at, ended_at, ends_on, contact_saved_at
  from memberships
  where ended_at is null and (ends_on is null or ends_on >= (now() at time zone 'Europe/Brussels')::date);

-- Of which organisations somebody is the only manager without a last day whose account may be used: such an account is not closed.
create view sole_managerships as
  select own.citizen_id, own.enterprise_number
  from active_memberships own
  where own.role = 'manager' and not exists (
    select from active_memberships other join citizens on citizens.id = other.citizen_id
    where other.enterprise_number = own.enterprise_number and other.id <> own.id
      and other.role = 'manager' and other.ends_on is null and citizens.status = 'active');

-- What the wizard « new profile » has been told; thirty days. A completed one answers a second press of its button.
create table profile_drafts (
  id uuid constraint profile_drafts_pkey primary key default gen_random_uuid(),
  citizen_id uuid not null constraint profile_drafts_citizen_id_fkey references citizens on delete cascade,
  enterprise_number text not null
    constraint profile_drafts_enterprise_number_is_ten_digits check (enterprise_number ~ '^[01][0-9]{9}$'),
  answers jsonb not null,
  created_at timestamptz not null default now(),
  completed_at timestamptz
);
-- Mon espace shows the open ones; whole, as deleting a citizen looks for theirs.
create index profile_drafts_of_citizen on profile_drafts (citizen_id);
-- For the nightly deletion.
create index profile_drafts_age on profile_drafts (created_at);

-- Who asked to act for an organisation that exists already. Managers answer; after ten days the commune may too.
create table access_requests (
  id uuid constraint access_requests_pkey primary key default gen_random_uuid(),
  enterprise_number text not null constraint access_requests_enterprise_number_fkey references organisations,
  citizen_id uuid not null constraint access_requests_citizen_id_fkey references citizens on delete cascade,
  job_title text not null,
  status text not null default 'open'
    constraint access_requests_status_known check (status in ('open', 'accepted', 'refused', 'withdrawn')),
  asked_at timestamptz not null default now(),
  decided_at timestamptz,
  handed_over_at timestamptz,
  constraint access_requests_answered_have_date check ((status = 'open') = (decided_at is null))
);
-- One open request of a person for an organisation; also those that its managers see.
create unique index access_requests_open on access_requests (enterprise_number, citizen_id) where status = 'open';
-- What one asked, newest first.
create index access_requests_of_citizen on access_requests (citizen_id, asked_at desc);
-- For the hourly job that hands over to the commune.
create index access_requests_unanswered on access_requests (asked_at) where status = 'open' and handed_over_at is null;
-- The list of the staff, the longest waiting first.
create index access_requests_at_commune on access_requests (handed_over_at, id)
  where status = 'open' and handed_over_at is not null;

-- A manager invites an address: seven days, once, while who sent it is a manager.
create table invitations (
  id uuid constraint invitations_pkey primary key default gen_random_uuid(),
  enterprise_number text not null constraint invitations_enterprise_number_fkey references organisations,
  email text not null constraint invitations_email_is_lower_case check (email = lower(email)),
  role text not null constraint invitations_role_known check (role in ('manager', 'member')),
  language text not null constraint invitations_language_known check (language in ('fr', 'nl', 'en', 'de')),
  -- Made when the mail leaves; null before.
  digest bytea constraint invitations_digest_key unique
    constraint invitations_digest_is_sha256 check (octet_length(digest) = 32),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  -- Null in those of before it was kept.
  invited_by uuid constraint invitations_invited_by_fkey references citizens on delete cascade
);
-- Inviting an address again renews its invitation; also those pending in an organisation.
create unique index invitations_open on invitations (enterprise_number, email) where accepted_at is null;
-- Deleting a citizen looks for those they sent.
create index invitations_of_inviter on invitations (invited_by) where invited_by is not null;
-- For the nightly deletion.
create index invitations_expiry on invitations (expires_at);
-- Mon espace lists those of a confirmed address.
create index invitations_of_address on invitations (email) where accepted_at is null;

-- An invitation that may be used: for seven days, once, and while the person who sent it is a manager.
create view usable_invitations as
  select id, enterprise_number, email, role, language, digest, expires_at, invited_by
  from invitations
  where accepted_at is null and expires_at > now() and (invited_by is null or exists (
    select from active_memberships inviter join citizens on citizens.id = inviter.citizen_id and citizens.status = 'active'
    where inviter.enterprise_number = invitations.enterprise_number and inviter.citizen_id = invited_by
      and inviter.role = 'manager'));

-- The history of an organisation, which its members see. Names as they were then, for ever: the account may be gone.
create table organisation_events (
  id bigint generated always as identity constraint organisation_events_pkey primary key,
  enterprise_number text not null constraint organisation_events_enterprise_number_fkey references organisations,
  happened_at timestamptz not null default now(),
  name text not null constraint organisation_events_name_is_kebab_case check (name ~ '^[a-z]+(-[a-z]+)*$'),
  -- Whom it concerns; empty for a change of state, which concerns the organisation.
  person text not null,
  -- The name of who did it, when a person did.
  actor text,
  by_commune boolean not null default false,
  -- What it changed to: a role, a state, a day.
  detail text,
  -- Null in the events of before it was kept.
  done_by text constraint organisation_events_done_by_known check (done_by in ('person', 'oneself', 'commune', 'portal')),
  constraint organisation_events_persons_have_name check (done_by is null or (done_by = 'person') = (actor is not null)),
  constraint organisation_events_states_are_of_nobody check ((person = '') = (name = 'state-changed'))
);
-- Page by page, newest first.
create index organisation_events_of_organisation on organisation_events (enterprise_number, id desc);

create function refuse_change_of_organisation_events() returns trigger language plpgsql as $$
begin
  raise exception 'organisation_events is append-only';
end $$;
create trigger organisation_events_are_append_only before update or delete or truncate on organisation_events
  for each statement execute function refuse_change_of_organisation_events();

---------------------------------------------------------------------------------------------------------------------------
-- The people of the commune: src/features/staff. Apart from citizens in everything.
---------------------------------------------------------------------------------------------------------------------------

create table staff_members (
  id uuid constraint staff_members_pkey primary key default gen_random_uuid(),
  email text not null
    constraint staff_members_email_is_ascii_lower_case check (email ~ '^[!-~]{3,254}$' and email = lower(email)),
  first_name text not null constraint staff_members_first_name_within_length check (char_length(first_name) between 1 and 100),
  last_name text not null constraint staff_members_last_name_within_length check (char_length(last_name) between 1 and 100),
  language text not null constraint staff_members_language_known check (language in ('fr', 'nl')),
  -- Invited until a password and a second factor are set through a link.
  status text not null default 'invited'
    constraint staff_members_status_known check (status in ('invited', 'active', 'suspended')),
  password_hash text,
  -- The secret of the authenticator app, sealed by the portal; null for who has a passkey only.
  second_factor text,
  -- The step of the last code accepted: that one and those before are worth nothing (RFC 6238 § 5.2).
  last_time_step bigint not null default 0,
  -- A session is good for the epoch it began in.
  session_epoch integer not null default 1,
  created_at timestamptz not null default now(),
  -- In this order and each once, so that two sets of roles are the same when they are equal. Somebody without a role is
  -- suspended.
  roles text[] not null constraint staff_members_roles_known check (cardinality(roles) > 0 and roles = array_remove(array[
    case when 'agent' = any (roles) then 'agent' end,
    case when 'helpdesk' = any (roles) then 'helpdesk' end,
    case when 'administrator' = any (roles) then 'administrator' end], null)),
  -- For the release before, which knows one role. To be dropped with the next.
  role text generated always as (roles[1]) stored,
  -- Who has neither an app nor a passkey signs in no more.
  constraint staff_members_active_have_password check (status <> 'active' or password_hash is not null)
);
-- One account an address; sign-in looks it up.
create unique index staff_members_email on staff_members (lower(email));

-- Whoever changes one of these, also by hand: every session of the account is over.
create function begin_staff_session_epoch() returns trigger language plpgsql as $$
begin
  if (new.status, new.roles, new.password_hash, new.second_factor)
    is distinct from (old.status, old.roles, old.password_hash, old.second_factor) then
    new.session_epoch := old.session_epoch + 1;
  end if;
  return new;
end $$;
create trigger staff_changes_end_sessions before update on staff_members
  for each row execute function begin_staff_session_epoch();

-- Who may do what is written down by whatever statement changes it; a link made before a suspension dies with it.
create function write_staff_change() returns trigger language plpgsql as $$
begin
  insert into audit_events (name, staff_member_id, details)
    values ('staff-changed', new.id, jsonb_build_object('roles', new.roles, 'status', new.status));
  if new.status = 'suspended' then
    delete from staff_links where staff_member_id = new.id;
  end if;
  return null;
end $$;
create trigger staff_are_written_down after insert on staff_members
  for each row execute function write_staff_change();
create trigger staff_changes_are_written_down after update on staff_members
  for each row when ((new.roles, new.status) is distinct from (old.roles, old.status)) execute function write_staff_change();

-- The link by which a password and a second factor are set. One per account: making another replaces it.
create table staff_links (
  staff_member_id uuid constraint staff_links_pkey primary key
    constraint staff_links_staff_member_id_fkey references staff_members on delete cascade,
  digest bytea not null constraint staff_links_digest_key unique
    constraint staff_links_digest_is_sha256 check (octet_length(digest) = 32),
  expires_at timestamptz not null
);
-- For the nightly deletion.
create index staff_links_expiry on staff_links (expires_at);

-- Which departments a member of the staff works for: whose submissions they see.
create table staff_departments (
  staff_member_id uuid not null constraint staff_departments_staff_member_id_fkey references staff_members on delete cascade,
  department text not null constraint staff_departments_department_is_kebab_case check (department ~ '^[a-z]+(-[a-z]+)*$'),
  constraint staff_departments_pkey primary key (staff_member_id, department)
);

-- Lists that agents keep under a name.
create table saved_views (
  id uuid constraint saved_views_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint saved_views_staff_member_id_fkey references staff_members on delete cascade,
  name text not null constraint saved_views_name_within_length check (char_length(name) between 1 and 60),
  -- The filters as the address of the list says them, « ?status=submitted », or empty for all.
  query text not null constraint saved_views_query_within_length check (char_length(query) <= 1000),
  -- Whose agents see it too; null for a view of one's own.
  department text constraint saved_views_department_is_kebab_case check (department ~ '^[a-z]+(-[a-z]+)*$'),
  saved_at timestamptz not null default now()
);
-- One of that name for each person, whatever its case.
create unique index saved_views_name on saved_views (staff_member_id, lower(name));
-- What is shared with a department.
create index saved_views_of_department on saved_views (department) where department is not null;

-- What a member of the staff typed when their session had ended, sealed with its page; kept a day.
create table staff_interrupted_forms (
  id uuid constraint staff_interrupted_forms_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null
    constraint staff_interrupted_forms_staff_member_id_fkey references staff_members on delete cascade,
  sealed text not null,
  created_at timestamptz not null default now()
);
-- Deleting an account looks for its own.
create index staff_interrupted_forms_of_member on staff_interrupted_forms (staff_member_id);
-- For the nightly deletion.
create index staff_interrupted_forms_age on staff_interrupted_forms (created_at);

-- Each signs in alone, once the device has verified the person.
create table staff_passkeys (
  id uuid constraint staff_passkeys_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint staff_passkeys_staff_member_id_fkey references staff_members on delete cascade,
  -- The id that the device gave it, in base64url.
  credential_id text not null constraint staff_passkeys_credential_id_key unique
    constraint staff_passkeys_credential_id_within_length check (char_length(credential_id) between 1 and 1400),
  -- SubjectPublicKeyInfo: nothing secret.
  public_key bytea not null constraint staff_passkeys_public_key_within_length check (octet_length(public_key) <= 2000),
  -- How often the device signed, where it counts: one that goes back may be a copy.
  counter bigint not null,
  -- What its owner calls it.
  name text not null constraint staff_passkeys_name_within_length check (char_length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
-- The passkeys of one person.
create index staff_passkeys_of_member on staff_passkeys (staff_member_id);

-- Codes to print, each of which stands in for the second factor once: one that was used is gone, and a new set replaces all.
-- The digest is that of the account and the code together, so that a row copied to another account is worth nothing.
create table staff_recovery_codes (
  staff_member_id uuid not null
    constraint staff_recovery_codes_staff_member_id_fkey references staff_members on delete cascade,
  digest bytea not null constraint staff_recovery_codes_digest_is_sha256 check (octet_length(digest) = 32),
  constraint staff_recovery_codes_pkey primary key (staff_member_id, digest)
);

-- What a passkey must sign: once, within five minutes, one for each holder. The holder is the digest of a session, a sign-in or a link.
create table staff_challenges (
  holder bytea constraint staff_challenges_pkey primary key
    constraint staff_challenges_holder_is_sha256 check (octet_length(holder) = 32),
  challenge bytea not null constraint staff_challenges_challenge_is_256_bits check (octet_length(challenge) = 32),
  expires_at timestamptz not null
);
-- For the nightly deletion.
create index staff_challenges_expiry on staff_challenges (expires_at);

-- A phone or password that is lost: nothing of before opens the account any more, by whatever statement it is invited again.
create function delete_factors_of_invited() returns trigger language plpgsql as $$
begin
  delete from staff_passkeys where staff_member_id = new.id;
  delete from staff_recovery_codes where staff_member_id = new.id;
  return null;
end $$;
create trigger staff_invited_again_lose_factors after update on staff_members
  for each row when (new.status = 'invited' and old.status <> 'invited') execute function delete_factors_of_invited();

-- As `sessions`, which holds those of citizens.
create table staff_sessions (
  sid text constraint staff_sessions_pkey primary key,
  sess jsonb not null,
  expire timestamptz not null,
  staff_member_id uuid generated always as ((sess -> 'user' ->> 'id')::uuid) stored
    constraint staff_sessions_staff_member_id_fkey references staff_members on delete cascade,
  sign_in_id uuid generated always as ((sess -> 'user' ->> 'signInId')::uuid) stored
) with (fillfactor = 70);
-- Ending the sessions of one person.
create index staff_sessions_of_member on staff_sessions (staff_member_id);

-- As `sign_ins`, which holds those of citizens: where a member of the staff signed in, for twelve months.
create table staff_sign_ins (
  id uuid constraint staff_sign_ins_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint staff_sign_ins_staff_member_id_fkey references staff_members on delete cascade,
  signed_in_at timestamptz not null default now(),
  network text not null,
  browser text not null constraint staff_sign_ins_browser_within_length check (char_length(browser) <= 200),
  -- What proved, beside the password, who it was. A passkey needs no password.
  factor text not null constraint staff_sign_ins_factor_known check (factor in ('code', 'passkey', 'recovery-code')),
  -- When the second factor was given last: acts that matter ask for it again after ten minutes.
  confirmed_at timestamptz not null default now(),
  -- Written by whatever ends it: a session row saved late is worth nothing.
  ended_at timestamptz
);
-- The history of one person, newest first.
create index staff_sign_ins_of_member on staff_sign_ins (staff_member_id, signed_in_at desc);
-- For the nightly deletion.
create index staff_sign_ins_age on staff_sign_ins (signed_in_at);

---------------------------------------------------------------------------------------------------------------------------
-- The démarches: src/features/procedures. Their definitions are files; here is each content that one ever had.
---------------------------------------------------------------------------------------------------------------------------

-- Append-only: a draft or a submission keeps the form it was begun with for ever.
create table procedure_versions (
  slug text not null constraint procedure_versions_slug_is_kebab_case check (slug ~ '^[a-z]+(-[a-z]+)*$'),
  version integer not null constraint procedure_versions_version_is_positive check (version > 0),
  definition jsonb not null,
  -- SHA-256 of the definition as it was read: the same content is the same version.
  digest bytea not null constraint procedure_versions_digest_within_length check (octet_length(digest) = 32),
  published_at timestamptz not null default now(),
  constraint procedure_versions_pkey primary key (slug, version),
  constraint procedure_versions_slug_digest_key unique (slug, digest)
);

create function refuse_change_of_procedure_versions() returns trigger language plpgsql as $$
begin
  raise exception 'procedure_versions is append-only';
end $$;
create trigger procedure_versions_are_append_only before update or delete or truncate on procedure_versions
  for each statement execute function refuse_change_of_procedure_versions();

-- What an administrator sets of a démarche without a release: closed for a while, fee, delay, whom to ask. Append-only, as
-- who changed what and when must stay readable. The newest row of a démarche is what holds; a process reads them all.
create table procedure_changes (
  -- That of a file of the portal. Files may go, what was set of them stays.
  slug text not null constraint procedure_changes_slug_is_kebab_case check (slug ~ '^[a-z]+(-[a-z]+)*$'),
  -- One more with each change; of two administrators who change the same one, the key lets the first pass.
  revision integer not null constraint procedure_changes_revision_is_positive check (revision > 0),
  settings jsonb not null,
  reason text not null constraint procedure_changes_reason_within_length check (char_length(reason) between 1 and 1000),
  staff_member_id uuid not null constraint procedure_changes_staff_member_id_fkey references staff_members,
  changed_at timestamptz not null default now(),
  constraint procedure_changes_pkey primary key (slug, revision)
);
-- For its foreign key, when a person of the commune is removed.
create index procedure_changes_of_staff_member on procedure_changes (staff_member_id);

create function refuse_change_of_procedure_changes() returns trigger language plpgsql as $$
begin
  raise exception 'procedure_changes is append-only';
end $$;
create trigger procedure_changes_are_append_only before update or delete or truncate on procedure_changes
  for each statement execute function refuse_change_of_procedure_changes();

-- Whose portal this is: name, addresses, telephone, account … as administrators set them, in the place of what the
-- environment says. Append-only, as who changed what and when must stay readable; the newest row is what holds.
create table commune_changes (
  -- One more with each change; of two administrators who change at once, the key lets the first pass.
  revision integer constraint commune_changes_pkey primary key constraint commune_changes_revision_is_positive check (revision > 0),
  settings jsonb not null,
  reason text not null constraint commune_changes_reason_within_length check (char_length(reason) between 1 and 1000),
  staff_member_id uuid not null constraint commune_changes_staff_member_id_fkey references staff_members,
  changed_at timestamptz not null default now()
);
-- For its foreign key, when a person of the commune is removed.
create index commune_changes_of_staff_member on commune_changes (staff_member_id);

create function refuse_change_of_commune_changes() returns trigger language plpgsql as $$
begin
  raise exception 'commune_changes is append-only';
end $$;
create trigger commune_changes_are_append_only before update or delete or truncate on commune_changes
  for each statement execute function refuse_change_of_commune_changes();

---------------------------------------------------------------------------------------------------------------------------
-- What people fill in and file: src/features/submissions
---------------------------------------------------------------------------------------------------------------------------

-- A démarche begun and not yet filed; thirty idle days.
create table drafts (
  id uuid constraint drafts_pkey primary key default gen_random_uuid(),
  -- Whose it is: a citizen's, or of somebody without an account, whose cookie holds the guest's id, sealed.
  citizen_id uuid constraint drafts_citizen_id_fkey references citizens on delete cascade,
  -- The organisation one acts for, until the draft is moved to another; null for oneself.
  enterprise_number text constraint drafts_enterprise_number_fkey references organisations,
  slug text not null,
  -- That of the form when the draft was begun, for ever.
  version integer not null,
  -- By field; national numbers are sealed by the portal (law of 8 August 1983).
  answers jsonb not null default '{}',
  -- One more with each save. A form carries the one it was shown with, so that nothing newer is overwritten in silence.
  revision integer not null default 1 constraint drafts_revision_is_positive check (revision > 0),
  -- By step, the revision that wrote it last: two tabs on two steps do not stand in each other's way.
  step_revisions jsonb not null default '{}',
  language text not null constraint drafts_language_known check (language in ('fr', 'nl', 'en', 'de')),
  begun_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  guest_id uuid,
  -- When it was said by mail that it will be deleted. Said again only when something was saved since.
  idle_reminded_at timestamptz,
  -- When it was said by mail that the démarche closes: once.
  closing_reminded_at timestamptz,
  -- The revision that moved the draft to its present profile; 0 for the one it was begun with.
  profile_revision integer not null default 0,
  constraint drafts_slug_version_fkey foreign key (slug, version) references procedure_versions,
  constraint drafts_belong_to_one check ((citizen_id is null) <> (guest_id is null))
);
-- Mon espace, the last changed first; whole, as deleting a citizen looks for theirs.
create index drafts_of_citizen on drafts (citizen_id, saved_at desc);
-- What somebody without an account had begun.
create index drafts_of_guest on drafts (guest_id, saved_at desc) where guest_id is not null;
-- For the nightly deletion, and the mails before it.
create index drafts_age on drafts (saved_at);
-- For the hourly mails about a démarche that closes.
create index drafts_to_tell_of_closing on drafts (slug) where closing_reminded_at is null;

-- A démarche that an agent enters for somebody who came, called or wrote. Its draft belongs to the visit, as one of a guest
-- does; the row says whose it becomes.
create table desk_visits (
  id uuid constraint desk_visits_pkey primary key default gen_random_uuid(),
  -- Kept when the draft is filed or abandoned, hence no reference.
  draft_id uuid not null constraint desk_visits_draft_id_key unique,
  staff_member_id uuid not null constraint desk_visits_staff_member_id_fkey references staff_members,
  -- The account of the person; null without one.
  citizen_id uuid constraint desk_visits_citizen_id_fkey references citizens,
  channel text not null constraint desk_visits_channel_is_not_online check (channel in ('desk', 'phone', 'post')),
  begun_at timestamptz not null default now()
);
-- What an agent has begun at the desk.
create index desk_visits_of_staff_member on desk_visits (staff_member_id);
-- Deleting a citizen looks for theirs.
create index desk_visits_of_citizen on desk_visits (citizen_id) where citizen_id is not null;
-- For the nightly deletion, with their drafts.
create index desk_visits_age on desk_visits (begun_at);

-- Continuous over the years. A number that is never used, as its transaction failed, is no loss.
create sequence submission_numbers as bigint maxvalue 9999999;

-- Two digits of the year, seven of a number, two of control: 97 less the remainder of the first nine by 97.
create function submission_reference(filed_at timestamptz, number bigint) returns text language sql stable as $$
  select digits || lpad((97 - digits::bigint % 97)::text, 2, '0')
  from (select to_char(filed_at at time zone 'Europe/Brussels', 'YY') || lpad(number::text, 7, '0') as digits) nine
$$;

-- What a bank transfer says (standard of Febelfin): ten digits and their remainder by 97, where 0 is written 97.
create function structured_communication(reference text) returns text language sql immutable as $$
  select digits || lpad(coalesce(nullif(digits::bigint % 97, 0), 97)::text, 2, '0')
  from (select '0' || left(reference, 9) as digits) ten
$$;

-- Whether somebody still waits for it: OPEN_STATUSES of the portal.
create function submission_is_open(status text) returns boolean language sql immutable as $$
  select status in ('submitted', 'awaiting-payment', 'in-progress', 'to-complete', 'accepted')
$$;

-- By when the commune must answer: never, once it is closed, while the citizen has to complete it, and without a delay.
-- It names the open statuses itself: while an index is made, Postgres finds no function of ours by its name alone.
create function submission_awaited_on(status text, due_on date, paused_on date) returns date language sql immutable as $$
  select case when status in ('submitted', 'awaiting-payment', 'in-progress', 'to-complete', 'accepted') and paused_on is null
    then coalesce(due_on, date 'infinity') else date 'infinity' end
$$;

-- What was filed. It takes the id of its draft, so that the primary key refuses a second filing.
create table submissions (
  id uuid constraint submissions_pkey primary key,
  reference text not null constraint submissions_reference_key unique
    constraint submissions_reference_is_eleven_digits check (reference ~ '^[0-9]{11}$'),
  -- Who filed it; null for somebody without an account.
  citizen_id uuid constraint submissions_citizen_id_fkey references citizens,
  -- The organisation it was filed for, which it then belongs to; null for a person.
  enterprise_number text constraint submissions_enterprise_number_fkey references organisations,
  slug text not null,
  -- That of the form when the draft was begun, for ever.
  version integer not null,
  -- As they were when it was filed. Null where somebody without an account gave none.
  first_name text,
  last_name text,
  email text,
  -- The name of the organisation as it was then; null for a person.
  organisation_name text,
  -- By field, of visible fields only; national numbers are sealed by the portal (law of 8 August 1983).
  answers jsonb not null,
  -- The declarations that were ticked.
  declared text[] not null default '{}',
  status text not null constraint submissions_status_known check (status in ('submitted', 'awaiting-payment', 'in-progress',
    'to-complete', 'accepted', 'refused', 'delivered', 'withdrawn', 'closed')),
  language text not null constraint submissions_language_known check (language in ('fr', 'nl', 'en', 'de')),
  -- Null where the department tells the amount once it knows the request.
  fee_cents integer constraint submissions_fee_is_positive check (fee_cents >= 0),
  structured_communication text constraint submissions_structured_communication_key unique
    constraint submissions_structured_communication_is_twelve_digits check (structured_communication ~ '^[0-9]{12}$'),
  filed_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  -- When an answer is expected; null while the delay has not begun.
  due_on date,
  -- Of somebody without an account, who reads it again from the same browser as long as its cookie lives.
  guest_id uuid,
  -- How surely the portal knew who filed, where the law ties a démarche to the identity card; null elsewhere.
  identified_level smallint constraint submissions_identified_level_known check (identified_level in (2, 3)),
  identified_means text constraint submissions_identified_means_is_one_word check (identified_means ~ '^[a-z]+$'),
  identified_at timestamptz,
  -- Which department handles it: that of its form, until it is given to another.
  department text not null,
  -- Who of the staff handles it; null as long as nobody does.
  assignee_id uuid constraint submissions_assignee_id_fkey references staff_members,
  -- How it reached the commune.
  channel text not null default 'online'
    constraint submissions_channel_known check (channel in ('online', 'desk', 'phone', 'post')),
  -- One more with each change. A form of the staff carries the one it was shown with: who comes second is told.
  revision integer not null default 1 constraint submissions_revision_is_positive check (revision > 0),
  -- Since when the delay stands still, as the commune waits for the citizen.
  paused_on date,
  -- When it stopped waiting for anybody, however it ended.
  closed_at timestamptz,
  -- Since when it is emptied, as it was past its retention: that it was filed, when and how it ended is all that is left.
  destroyed_at timestamptz,
  -- Whether the archives received it before.
  archived boolean not null default false,
  constraint submissions_paused_wait_for_the_citizen check (paused_on is null or status = 'to-complete'),
  constraint submissions_are_identified_wholly
    check (num_nulls(identified_level, identified_means, identified_at) in (0, 3)),
  constraint submissions_slug_version_fkey foreign key (slug, version) references procedure_versions,
  constraint submissions_communication_is_for_a_fee
    check ((structured_communication is not null) = (coalesce(fee_cents, 0) > 0)),
  constraint submissions_belong_to_one_at_most check (citizen_id is null or guest_id is null),
  constraint submissions_of_organisations_have_names
    check (destroyed_at is not null or (enterprise_number is null) = (organisation_name is null)),
  constraint submissions_destroyed_are_empty
    check (destroyed_at is null or (closed_at is not null and answers = '{}' and declared = '{}' and num_nonnulls(
      first_name, last_name, email, organisation_name, guest_id, assignee_id, identified_level) = 0)),
  constraint submissions_archived_are_destroyed check (not archived or destroyed_at is not null)
);
-- Whether somebody ever filed anything, also for an organisation.
create index submissions_of_citizen on submissions (citizen_id);
-- Mon espace, page by page, the newest first.
create index submissions_of_person on submissions (citizen_id, filed_at desc, id desc) where enterprise_number is null;
-- The same for the members of an organisation.
create index submissions_of_organisation on submissions (enterprise_number, filed_at desc, id desc);
-- What waits for a citizen, the longest first.
create index submissions_waiting_of_citizen on submissions (citizen_id, changed_at, id)
  where enterprise_number is null and status in ('to-complete', 'awaiting-payment');
-- The same for the members of an organisation.
create index submissions_waiting_of_organisation on submissions (enterprise_number, changed_at, id)
  where status in ('to-complete', 'awaiting-payment');

-- What waits in a department, the newest first: the list of the staff.
create index submissions_of_department on submissions (department, filed_at desc, id desc);
-- How many there are in all, in the list of the staff.
create index submissions_kept_of_department on submissions (department) where destroyed_at is null;
-- Who handles what, in the list « à moi ».
create index submissions_of_assignee on submissions (assignee_id, filed_at desc, id desc) where assignee_id is not null;
-- What is late, and the list by what is due first.
create index submissions_awaited_of_department
  on submissions (department, submission_awaited_on(status, due_on, paused_on), id);
-- The list of one status, and what waits for the citizen.
create index submissions_of_status on submissions (department, status, filed_at desc, id desc);
-- The list of one démarche.
create index submissions_of_procedure on submissions (slug, filed_at desc, id desc);
-- What nobody handles yet.
create index submissions_unassigned on submissions (department, filed_at desc, id desc)
  where assignee_id is null and submission_is_open(status);
-- What a colleague still has to do.
create index submissions_open_of_assignee on submissions (assignee_id, filed_at desc, id desc)
  where submission_is_open(status);
-- What each colleague still has to do in a department: what can be handed over.
create index submissions_open_of_department_and_assignee
  on submissions (department, assignee_id, filed_at desc, id desc)
  where assignee_id is not null and submission_is_open(status);
-- The department of the form, where the statement that files does not say another.
create function give_submission_its_department() returns trigger language plpgsql as $$
begin
  new.department := coalesce(new.department, (select definition ->> 'department' from procedure_versions
    where slug = new.slug and version = new.version));
  return new;
end $$;
create trigger submissions_have_a_department before insert on submissions
  for each row execute function give_submission_its_department();

-- What came in a week, for the figures: by ranges of the table. An index in the order of filing would lure Postgres away from
-- those of the departments.
create index submissions_filed_in_ranges on submissions using brin (filed_at);
-- What was handled in a week, for the figures.
create index submissions_closed on submissions (closed_at) where closed_at is not null;
-- What is past its retention, by the version of the form that promised it, the longest closed first.
create index submissions_due_of_version on submissions (slug, version, closed_at, reference)
  include (id) where closed_at is not null and destroyed_at is null;
-- What is late, for the daily job that says so.
create index submissions_due on submissions (due_on, id) where closed_at is null and status <> 'to-complete';
-- What is open now, and overdue, for the figures.
create index submissions_open on submissions (department, slug, due_on) where closed_at is null;
-- Agents find a submission by what they remember of it.
create extension pg_trgm;

-- The words that a search compares, as `foldText` of the portal makes them: no accent, no capital, one space between words.
create function fold_text(written text) returns text language sql immutable strict parallel safe as $$
  select trim(regexp_replace(
    replace(replace(replace(
      lower(regexp_replace(normalize(written, NFKD), '[\u0300-\u036f]', '', 'g')), 'œ', 'oe'), 'ß', 'ss'), 'ı', 'i'),
    '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f]+', ' ', 'g'))
$$;

-- All that is written in answers. What the portal has sealed stays out, and what looks like a national number too.
create function text_of_answers(answers jsonb) returns text language sql immutable strict parallel safe as $$
  with recursive parts(value) as (
    select answers
    union all
    select child.value from parts cross join lateral (
      select value from jsonb_each(
        case when jsonb_typeof(parts.value) = 'object' and not parts.value ? 'sealed' then parts.value else '{}' end)
      union all
      select value from jsonb_array_elements(case when jsonb_typeof(parts.value) = 'array' then parts.value else '[]' end)
    ) child
  )
  select regexp_replace(string_agg(value #>> '{}', ' '), '\m\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}\M', ' ', 'g')
  from parts where jsonb_typeof(value) in ('string', 'number')
$$;

-- What a submission is found by. Beside it and not in it, as no list reads it.
create table submission_words (
  submission_id uuid constraint submission_words_pkey primary key
    constraint submission_words_submission_id_fkey references submissions on delete cascade,
  department text not null,
  words text not null
);
-- The same as a set. Its cost keeps Postgres from making it of many rows instead of asking the index.
create function search_words(words text) returns tsvector language plpgsql immutable strict parallel safe cost 1000 as $$
begin
  -- Nobody types more of one word; Postgres refuses one of more than 2 KB, and more than 1 MB of them.
  return left(regexp_replace(words, '(\S{100})\S+', '\1', 'g'), 250000)::tsvector;
end $$;
-- The words of a search, whole ones, and the last one by its beginning: a list for each, where an index of three letters at a
-- time has a dozen.
create index submission_words_found on submission_words using gin (search_words(words));

create function keep_words_of_submission() returns trigger language plpgsql as $$
begin
  insert into submission_words (submission_id, department, words)
  values (new.id, new.department, ' ' || fold_text(concat_ws(' ', new.reference, new.enterprise_number, new.first_name,
    new.last_name, new.organisation_name, text_of_answers(new.answers))) || ' ')
  on conflict (submission_id) do update set department = excluded.department, words = excluded.words;
  return null;
end $$;
create trigger submissions_are_found after insert on submissions
  for each row execute function keep_words_of_submission();
create trigger submissions_are_found_as_changed after update on submissions
  for each row when (old.answers is distinct from new.answers or old.department <> new.department)
  execute function keep_words_of_submission();

-- What somebody without an account has just filed.
create index submissions_of_guest on submissions (guest_id) where guest_id is not null;
-- What was filed without an account and with an address that somebody confirmed since, in Mon espace.
create index submissions_of_guest_address on submissions (lower(email)) where guest_id is not null;

-- By which a later account takes over what was filed without one: the receipt gives it, never a mail, as nobody confirmed
-- the address of a guest. It ends when it is used.
create table guest_codes (
  submission_id uuid constraint guest_codes_pkey primary key
    constraint guest_codes_submission_id_fkey references submissions,
  code text not null constraint guest_codes_code_is_sixteen_signs check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  -- The account that took in another one of the same person, with whose address it was filed: that address is erased.
  claimer_id uuid constraint guest_codes_claimer_id_fkey references citizens
);
-- What an account may be told of.
create index guest_codes_of_claimer on guest_codes (claimer_id) where claimer_id is not null;
-- What was filed without an account and with the confirmed address of a citizen, or that of another account of theirs, who is told
-- of it and needs the code.
create view claimable_submissions as
  select citizens.id as claimer_id, submissions.id, reference, slug, version, filed_at
  from citizens join submissions on lower(submissions.email) = citizens.email
  join guest_codes on submission_id = submissions.id
  where email_confirmed_at is not null and guest_id is not null
  union
  select claimer_id, submissions.id, reference, slug, version, filed_at
  from guest_codes join submissions on submissions.id = submission_id
  where claimer_id is not null and guest_id is not null;

-- Whose each submission is: a person's what they filed as a citizen, the members' of an organisation what is its own. What was
-- destroyed stands here too, so that they read that it was.
create view filed_submissions as
  select submissions.*, citizen_id as reader_id from submissions where enterprise_number is null and citizen_id is not null
  union all
  select submissions.*, memberships.citizen_id from submissions
  join active_memberships memberships using (enterprise_number)
  union all
  select submissions.*, guest_id from submissions where guest_id is not null;
-- Who may read which submission, as long as it holds something.
create view readable_submissions as select * from filed_submissions where destroyed_at is null;

-- How many requests came and were handled in each week, and in how many days. Counted again each hour for this week and the
-- one before, and each night for half a year, as what was closed may be opened again.
create table submission_figures (
  week date not null constraint submission_figures_week_is_monday check (extract(isodow from week) = 1),
  department text not null,
  slug text not null,
  language text not null,
  kind text not null constraint submission_figures_kind_known check (kind in ('citizen', 'enterprise', 'association')),
  channel text not null,
  measure text not null constraint submission_figures_measure_known check (measure in ('received', 'handled')),
  -- From the filing to the end, of those that were handled; 0 for those that were received.
  days integer not null constraint submission_figures_days_is_positive check (days >= 0),
  number integer not null constraint submission_figures_number_is_positive check (number > 0),
  constraint submission_figures_pkey primary key (week, department, slug, language, kind, channel, measure, days)
);
-- In how many days requests of one démarche are handled, on the page of each open one.
create index submission_figures_of_procedure on submission_figures (slug, week) where measure = 'handled';

-- Which submissions an agent may read and handle: those of their departments, as long as they are an agent and it holds
-- something.
create view handled_submissions as
  select submissions.*, staff_members.id as agent_id from submissions
  join staff_departments using (department)
  join staff_members on staff_members.id = staff_member_id and 'agent' = any (roles) and staff_members.status = 'active'
  where destroyed_at is null;

-- The departments whose submissions an agent may read and handle.
create view agent_departments as
  select staff_members.id as agent_id, staff_departments.department from staff_members
  join staff_departments on staff_member_id = staff_members.id
  where 'agent' = any (roles) and status = 'active';
-- Who cannot open what they are assigned in the department of an agent: a colleague who left, or works elsewhere now. Each
-- colleague is a line of each department, so that their open work is found with one look at an index.
create view lost_assignments as
  select mine.agent_id, mine.department, others.id as assignee_id from agent_departments mine
  cross join staff_members others
  where not exists (select from agent_departments theirs
    where theirs.agent_id = others.id and theirs.department = mine.department);

-- Append-only: the timeline of a submission.
create table submission_events (
  id bigint generated always as identity constraint submission_events_pkey primary key,
  submission_id uuid not null constraint submission_events_submission_id_fkey references submissions,
  happened_at timestamptz not null default now(),
  name text not null constraint submission_events_name_is_kebab_case check (name ~ '^[a-z]+(-[a-z]+)*$'),
  -- Who did it: a citizen, a member of staff, or the portal when both are null.
  citizen_id uuid constraint submission_events_citizen_id_fkey references citizens,
  staff_member_id uuid constraint submission_events_staff_member_id_fkey references staff_members,
  detail jsonb not null default '{}',
  constraint submission_events_have_one_actor check (citizen_id is null or staff_member_id is null)
);
-- The timeline, in order.
create index submission_events_of_submission on submission_events (submission_id, id);
-- What a person did, in the download of one's data.
create index submission_events_of_citizen on submission_events (citizen_id);
-- What a member of staff did.
create index submission_events_of_staff_member on submission_events (staff_member_id);

-- What was written with an event goes with a request that is destroyed; the event stays.
create function refuse_change_of_submission_events() returns trigger language plpgsql as $$
begin
  if tg_level = 'ROW' and new.detail = '{}' and to_jsonb(new) - 'detail' = to_jsonb(old) - 'detail'
    and exists (select from submissions where id = old.submission_id and destroyed_at is not null) then
    return new;
  end if;
  raise exception 'submission_events is append-only';
end $$;
create trigger submission_events_are_append_only before delete or truncate on submission_events
  for each statement execute function refuse_change_of_submission_events();
create trigger submission_events_are_only_emptied before update on submission_events
  for each row execute function refuse_change_of_submission_events();
-- Which requests wait for the staff to answer that something in them is to be corrected. The words stand in the event; this
-- is what the list marks, and goes with the answer.
create table waiting_corrections (
  submission_id uuid constraint waiting_corrections_pkey primary key
    constraint waiting_corrections_submission_id_fkey references submissions,
  -- The first, where there are several.
  asked_at timestamptz not null default now()
);

-- What citizen and commune write to each other about a submission.
create table submission_messages (
  id uuid constraint submission_messages_pkey primary key default gen_random_uuid(),
  submission_id uuid not null constraint submission_messages_submission_id_fkey references submissions,
  sent_at timestamptz not null default now(),
  citizen_id uuid constraint submission_messages_citizen_id_fkey references citizens,
  staff_member_id uuid constraint submission_messages_staff_member_id_fkey references staff_members,
  text text not null constraint submission_messages_text_within_length check (char_length(text) between 1 and 20000),
  constraint submission_messages_have_one_sender check (citizen_id is null or staff_member_id is null)
);
-- The talk, in order.
create index submission_messages_of_submission on submission_messages (submission_id, sent_at, id);
-- What a person wrote, in the download of one's data.
create index submission_messages_of_citizen on submission_messages (citizen_id);
-- What a member of staff wrote.
create index submission_messages_of_staff_member on submission_messages (staff_member_id);

-- What agents write for each other. It never leaves their pages.
create table submission_notes (
  id bigint generated always as identity constraint submission_notes_pkey primary key,
  submission_id uuid not null constraint submission_notes_submission_id_fkey references submissions,
  written_at timestamptz not null default now(),
  staff_member_id uuid not null constraint submission_notes_staff_member_id_fkey references staff_members,
  text text not null constraint submission_notes_text_within_length check (char_length(text) between 1 and 20000)
);
-- In order.
create index submission_notes_of_submission on submission_notes (submission_id, id);
-- Who wrote them.
create index submission_notes_of_staff_member on submission_notes (staff_member_id);

-- A document of a draft or of a submission. Its content stands in the storage under its id, durable before the row is.
create table attachments (
  id uuid constraint attachments_pkey primary key,
  draft_id uuid constraint attachments_draft_id_fkey references drafts on delete cascade,
  submission_id uuid constraint attachments_submission_id_fkey references submissions,
  -- As it was typed, without control or direction marks. Never part of a path.
  name text not null constraint attachments_name_within_length check (char_length(name) between 1 and 200),
  -- Recognised from the content.
  media_type text not null constraint attachments_media_type_is_one check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  bytes integer not null constraint attachments_bytes_is_positive check (bytes > 0),
  -- Of what is kept and handed out, as it stands on the receipt.
  sha256 bytea not null constraint attachments_sha256_within_length check (octet_length(sha256) = 32),
  state text not null constraint attachments_state_known check (state in ('pending', 'clean', 'infected', 'unscanned')),
  -- Whether a JPEG that every agent can open stands beside a photo in HEIC, under « {id}.jpg ».
  has_copy boolean not null default false,
  added_at timestamptz not null default now(),
  -- The message it came with; null for those of the form.
  message_id uuid constraint attachments_message_id_fkey references submission_messages,
  -- The field of a filed request for which it was added on a page that is not sent yet: until then nobody else reads it.
  waits_for text,
  -- When the scanner is next asked about one that it gave no verdict; null for at once.
  scan_after timestamptz,
  constraint attachments_belong_to_one check ((draft_id is null) <> (submission_id is null)),
  constraint attachments_of_messages_are_filed check (message_id is null or submission_id is not null),
  constraint attachments_that_wait_are_filed
    check (waits_for is null or (submission_id is not null and message_id is null))
);
-- The documents of a draft, in the order in which they were added.
create index attachments_of_draft on attachments (draft_id, added_at, id);
-- The same once it is filed.
create index attachments_of_submission on attachments (submission_id, added_at, id);
-- For the job that scans what still waits.
create index attachments_to_scan on attachments (added_at) where state = 'pending';
-- Those of a message, in its place in the talk.
create index attachments_of_message on attachments (message_id) where message_id is not null;
-- For the job that forgets what was added to a request and never sent.
create index attachments_waiting on attachments (added_at) where waits_for is not null;

-- What the commune issued, for ever. Its content stands in the storage under its id, durable before the row is.
create table issued_documents (
  id uuid constraint issued_documents_pkey primary key,
  submission_id uuid not null constraint issued_documents_submission_id_fkey references submissions,
  -- By which anybody who holds the document asks whether the commune issued it.
  code text not null constraint issued_documents_code_key unique
    constraint issued_documents_code_is_sixteen_signs check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  name text not null constraint issued_documents_name_within_length check (char_length(name) between 1 and 200),
  media_type text not null constraint issued_documents_media_type_is_one check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  bytes integer not null constraint issued_documents_bytes_is_positive check (bytes > 0),
  sha256 bytea not null constraint issued_documents_sha256_within_length check (octet_length(sha256) = 32),
  issued_at timestamptz not null default now(),
  staff_member_id uuid not null constraint issued_documents_staff_member_id_fkey references staff_members
);
-- On the pages of the submission, in order.
create index issued_documents_of_submission on issued_documents (submission_id, issued_at, id);
-- What a member of staff issued.
create index issued_documents_of_staff_member on issued_documents (staff_member_id);

-- The documents that went with their request: for the certificate, and so that whoever still holds one that the commune issued
-- can ask whether it did.
create table destroyed_documents (
  -- The key it had in the storage.
  id uuid constraint destroyed_documents_pkey primary key,
  submission_id uuid not null constraint destroyed_documents_submission_id_fkey references submissions,
  bytes integer not null constraint destroyed_documents_bytes_is_positive check (bytes > 0),
  sha256 bytea not null constraint destroyed_documents_sha256_within_length check (octet_length(sha256) = 32),
  -- SHA-256 of the code of verification, and the moment it was issued; null for what a citizen joined.
  code_digest bytea constraint destroyed_documents_code_digest_key unique
    constraint destroyed_documents_code_digest_within_length check (octet_length(code_digest) = 32),
  issued_at timestamptz,
  constraint destroyed_documents_issued_have_code check ((code_digest is null) = (issued_at is null))
);
-- On the certificate.
create index destroyed_documents_of_submission on destroyed_documents (submission_id, id);
create function refuse_change_of_destroyed_documents() returns trigger language plpgsql as $$
begin
  raise exception 'destroyed_documents is append-only';
end $$;
create trigger destroyed_documents_are_append_only before update or delete or truncate on destroyed_documents
  for each statement execute function refuse_change_of_destroyed_documents();

-- What is past its retention: who proposed to destroy it, who judged that, and the certificate, for ever.
create table retention_runs (
  -- That of the form: pressed twice, proposed once.
  id uuid constraint retention_runs_pkey primary key,
  slug text not null,
  fate text not null constraint retention_runs_fate_known check (fate in ('destroy', 'transfer')),
  status text not null default 'proposed'
    constraint retention_runs_status_known
    check (status in ('proposed', 'refused', 'packing', 'packed', 'not-taken', 'destroying', 'done')),
  -- By what the State Archives allow it: a selection table or a letter.
  authorisation text not null
    constraint retention_runs_authorisation_within_length check (char_length(authorisation) between 1 and 300),
  proposed_by uuid not null constraint retention_runs_proposed_by_fkey references staff_members,
  -- As they were called that day.
  proposed_by_name text not null,
  proposed_at timestamptz not null default now(),
  judged_by uuid constraint retention_runs_judged_by_fkey references staff_members,
  judged_by_name text,
  judged_at timestamptz,
  -- Why it was refused, taken back by who proposed it, or not taken by the archives.
  refusal text constraint retention_runs_refusal_within_length check (char_length(refusal) between 1 and 1000),
  done_at timestamptz,
  -- JSON, byte for byte as it was made: its SHA-256 is printed with it.
  certificate text,
  -- How far the package for the archives is.
  packed_requests integer not null default 0
    constraint retention_runs_packed_requests_is_no_less_than_none check (packed_requests >= 0),
  packed_at timestamptz,
  -- The key of the package in the storage, as long as it is needed.
  package_id uuid,
  package_bytes bigint constraint retention_runs_package_bytes_is_positive check (package_bytes > 0),
  package_sha256 bytea
    constraint retention_runs_package_sha256_within_length check (octet_length(package_sha256) = 32),
  -- How many documents the storage had lost, or not as they were: the inventory says which.
  package_lacks integer constraint retention_runs_package_lacks_is_no_less_than_none check (package_lacks >= 0),
  -- First by one of the administrators.
  downloaded_at timestamptz,
  -- Who wrote down what the archives said.
  answered_by uuid constraint retention_runs_answered_by_fkey references staff_members,
  answered_by_name text,
  answered_at timestamptz,
  -- By which the archives know what they received.
  receipt text constraint retention_runs_receipt_within_length check (char_length(receipt) between 1 and 300),
  constraint retention_runs_are_judged_wholly
    check (num_nonnulls(judged_by, judged_by_name, judged_at) = case when status = 'proposed' then 0 else 3 end),
  constraint retention_runs_are_confirmed_by_another check (status in ('proposed', 'refused') or judged_by <> proposed_by),
  constraint retention_runs_refused_have_reason check ((status in ('refused', 'not-taken')) = (refusal is not null)),
  constraint retention_runs_done_have_certificate
    check ((status = 'done') = (certificate is not null) and (status = 'done') = (done_at is not null)),
  constraint retention_runs_packed_are_to_transfer
    check (fate = 'transfer' or status not in ('packing', 'packed', 'not-taken')),
  constraint retention_runs_are_packed_wholly
    check (num_nonnulls(packed_at, package_bytes, package_sha256, package_lacks) = case
      when fate = 'transfer' and status in ('packed', 'destroying', 'done') then 4
      when status = 'not-taken' and packed_at is not null then 4 else 0 end),
  constraint retention_runs_packed_have_package
    check ((package_id is not null) = (fate = 'transfer' and status in ('packed', 'destroying'))),
  constraint retention_runs_are_answered_wholly
    check (num_nonnulls(answered_by, answered_by_name, answered_at) = case
      when fate = 'transfer' and status in ('not-taken', 'destroying', 'done') then 3 else 0 end),
  -- Nothing of a transfer is destroyed before the archives have it.
  constraint retention_runs_transferred_have_receipt
    check ((receipt is not null) = (fate = 'transfer' and status in ('destroying', 'done'))),
  constraint retention_runs_received_were_downloaded check (receipt is null or downloaded_at is not null)
);
-- The list, newest first.
create index retention_runs_newest on retention_runs (proposed_at desc, id desc);
-- For its foreign keys, when a person of the commune is removed.
create index retention_runs_of_proposer on retention_runs (proposed_by);
-- The same for who judged.
create index retention_runs_of_judge on retention_runs (judged_by);
-- The same for who wrote down what the archives said.
create index retention_runs_of_answerer on retention_runs (answered_by);
-- For the nightly job that deletes what no row names.
create index retention_runs_of_package on retention_runs (package_id) where package_id is not null;
create function refuse_change_of_retention_runs() returns trigger language plpgsql as $$
begin
  raise exception 'retention_runs are kept for ever';
end $$;
create trigger retention_runs_are_kept before delete or truncate on retention_runs
  for each statement execute function refuse_change_of_retention_runs();

-- The requests that a run is about, frozen when it was proposed, and what became of each; null until it is their turn.
create table retention_run_submissions (
  run_id uuid not null constraint retention_run_submissions_run_id_fkey references retention_runs,
  submission_id uuid not null constraint retention_run_submissions_submission_id_fkey references submissions,
  -- `not-due` where it was reopened in between, or destroyed by another run; `changed` where the package lacks what was written
  -- since.
  outcome text constraint retention_run_submissions_outcome_known
    check (outcome in ('destroyed', 'not-due', 'changed', 'run-refused')),
  -- SHA-256 of what says which content was packed; null where none was.
  stamp text constraint retention_run_submissions_stamp_within_length check (char_length(stamp) = 64),
  constraint retention_run_submissions_pkey primary key (run_id, submission_id)
);
-- Each is in one run at a time.
create unique index retention_run_submissions_under_way on retention_run_submissions (submission_id) where outcome is null;
-- The runs that one was in.
create index retention_run_submissions_of_submission on retention_run_submissions (submission_id);
create function refuse_change_of_retention_run_submissions() returns trigger language plpgsql as $$
begin
  raise exception 'retention_run_submissions are kept for ever';
end $$;
create trigger retention_run_submissions_are_kept before delete or truncate on retention_run_submissions
  for each statement execute function refuse_change_of_retention_run_submissions();
-- Takes the words out of the timeline of a request. It runs as the owner of the table, as the role that serves may change no event, and
-- only for a run that a second administrator confirmed. What was paid stays: it names nobody.
create function empty_events_of_destroyed_submission(destroyed uuid) returns void language sql security definer
  set search_path = public, pg_temp as $$
  update submission_events set detail = '{}'
  where submission_id = destroyed and name <> 'payment-received' and detail <> '{}' and exists (
    select from retention_run_submissions join retention_runs on retention_runs.id = run_id
    where retention_run_submissions.submission_id = destroyed and outcome = 'destroyed' and status = 'destroying')
$$;

---------------------------------------------------------------------------------------------------------------------------
-- What became of each mail: src/features/notifications
---------------------------------------------------------------------------------------------------------------------------

-- One row a mail, never what it said. It is deleted after ninety days, and with the account of its recipient.
create table mail_deliveries (
  id uuid constraint mail_deliveries_pkey primary key default gen_random_uuid(),
  -- The job that sends it, which tries again in the same row. graphile-worker never gives a number twice.
  job_id bigint not null constraint mail_deliveries_job_id_key unique,
  -- One of src/quotas.ts, or one that an earlier release knew.
  kind text not null constraint mail_deliveries_kind_within_length check (char_length(kind) between 1 and 60),
  -- The address it was sent to, which may not be the account's of today.
  email text not null constraint mail_deliveries_email_within_length check (char_length(email) between 3 and 254),
  -- Whom it concerns, where that is known.
  citizen_id uuid constraint mail_deliveries_citizen_id_fkey references citizens on delete cascade,
  submission_id uuid constraint mail_deliveries_submission_id_fkey references submissions on delete cascade,
  asked_at timestamptz not null,
  -- `waiting` for its first try to end, or for the next one.
  state text not null constraint mail_deliveries_state_known
    check (state in ('waiting', 'handed-over', 'refused', 'given-up', 'dropped')),
  -- One of mail-refusal.ts; null while nothing went wrong.
  reason text constraint mail_deliveries_reason_is_kebab_case check (reason ~ '^[a-z]+(-[a-z]+)*$'),
  -- What the mail server said last, without addresses.
  answer text constraint mail_deliveries_answer_within_length check (char_length(answer) <= 200),
  tries integer not null default 1 constraint mail_deliveries_tries_is_positive check (tries > 0),
  last_tried_at timestamptz not null default now(),
  constraint mail_deliveries_failed_have_reason check (state not in ('refused', 'dropped') or reason is not null)
);
-- The mails of one account, newest first.
create index mail_deliveries_of_citizen on mail_deliveries (citizen_id, asked_at desc, id desc) where citizen_id is not null;
-- Those about one request, for its timeline.
create index mail_deliveries_of_submission on mail_deliveries (submission_id) where submission_id is not null;
-- Those of an address, when its account closes.
create index mail_deliveries_of_email on mail_deliveries (lower(email));
-- For the job that finds those whose job is gone.
create index mail_deliveries_waiting on mail_deliveries (last_tried_at) where state = 'waiting';
-- For the nightly deletion, and the figures of a day.
create index mail_deliveries_age on mail_deliveries (asked_at);

-- Since when the mail server has taken nothing from the portal: one row while it does not answer, else none.
create table mail_server_absence (
  only_one boolean constraint mail_server_absence_pkey primary key default true
    constraint mail_server_absence_is_one check (only_one),
  since timestamptz not null default now()
);

-- Lists of more than 20,000 requests, made into a file in the background. The file stands in the storage under the id.
create table submission_exports (
  id uuid constraint submission_exports_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint submission_exports_staff_member_id_fkey references staff_members on delete cascade,
  format text not null constraint submission_exports_format_known check (format in ('xlsx', 'csv')),
  -- The filters as the address of the list says them.
  query text not null constraint submission_exports_query_within_length check (char_length(query) <= 1000),
  language text not null constraint submission_exports_language_known check (language in ('fr', 'nl', 'en', 'de')),
  -- Whose submissions are in it: it is handed out only while the person works for all of them.
  departments text[] not null,
  status text not null default 'waiting'
    constraint submission_exports_status_known check (status in ('waiting', 'ready', 'failed')),
  -- Null until they are counted.
  rows_expected integer,
  rows_written integer not null default 0,
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint submission_exports_end_once check ((status = 'waiting') = (ended_at is null))
);
-- Asking twice for the same file makes it once.
create unique index submission_exports_under_way on submission_exports (staff_member_id, format, language, query)
  where status = 'waiting';
-- Deleting an account looks for its exports.
create index submission_exports_of_staff_member on submission_exports (staff_member_id);
-- Deleted after a day.
create index submission_exports_age on submission_exports (coalesce(ended_at, begun_at));

---------------------------------------------------------------------------------------------------------------------------
-- People who call for help with their account: src/features/helpdesk
---------------------------------------------------------------------------------------------------------------------------

-- What somebody is found by: their names as `fold_text` makes them. Beside the account, as no other page reads it.
create table citizen_words (
  citizen_id uuid constraint citizen_words_pkey primary key
    constraint citizen_words_citizen_id_fkey references citizens on delete cascade,
  words text not null
);
-- The words of a search, in any order.
create index citizen_words_search on citizen_words using gin (words gin_trgm_ops);

-- The names one by one, then joined in both orders: « D'Hondt » is found by « Dhondt », and the other way round.
create function words_of_citizen(first_name text, last_name text) returns text language sql immutable strict parallel safe as $$
  select ' ' || concat_ws(' ', fold_text(first_name || ' ' || last_name),
    replace(fold_text(first_name || ' ' || last_name), ' ', ''), replace(fold_text(last_name || ' ' || first_name), ' ', '')) || ' '
$$;
create function keep_words_of_citizen() returns trigger language plpgsql as $$
begin
  insert into citizen_words (citizen_id, words) values (new.id, words_of_citizen(new.first_name, new.last_name))
  on conflict (citizen_id) do update set words = excluded.words;
  return null;
end $$;
create trigger citizens_are_found after insert on citizens
  for each row execute function keep_words_of_citizen();
create trigger citizens_are_found_as_renamed after update on citizens
  for each row when ((old.first_name, old.last_name) is distinct from (new.first_name, new.last_name))
  execute function keep_words_of_citizen();

-- What a member of the helpdesk sought and found, so that neither stands in an address. Kept an hour.
create table helpdesk_searches (
  id uuid constraint helpdesk_searches_pkey primary key default gen_random_uuid(),
  staff_member_id uuid not null constraint helpdesk_searches_staff_member_id_fkey references staff_members on delete cascade,
  sought text not null constraint helpdesk_searches_sought_within_length check (char_length(sought) between 1 and 320),
  by_what text not null constraint helpdesk_searches_by_what_known check (by_what in ('email', 'name', 'number')),
  found uuid[] not null,
  -- Whether there were more than are shown.
  more boolean not null,
  searched_at timestamptz not null default now()
);
-- Deleting a member of the staff looks for theirs.
create index helpdesk_searches_of_staff_member on helpdesk_searches (staff_member_id);
-- For the hourly deletion.
create index helpdesk_searches_age on helpdesk_searches (searched_at);

-- What the helpdesk did to an account, which its owner reads. Never changed; deleted only with an account never confirmed.
create table helpdesk_acts (
  -- That of the form: pressed twice, done once.
  id uuid constraint helpdesk_acts_pkey primary key,
  citizen_id uuid not null constraint helpdesk_acts_citizen_id_fkey references citizens on delete cascade,
  staff_member_id uuid not null constraint helpdesk_acts_staff_member_id_fkey references staff_members,
  act text not null constraint helpdesk_acts_act_is_kebab_case check (act ~ '^[a-z]+(-[a-z]+)*$'),
  -- One of a list, with words of one's own where there are any. The owner reads the first; only the staff the second.
  reason text not null constraint helpdesk_acts_reason_is_kebab_case check (reason ~ '^[a-z]+(-[a-z]+)*$'),
  reason_words text not null constraint helpdesk_acts_reason_words_within_length check (char_length(reason_words) <= 1000),
  -- How the person was recognised, the same way.
  proof text not null constraint helpdesk_acts_proof_is_kebab_case check (proof ~ '^[a-z]+(-[a-z]+)*$'),
  proof_words text not null constraint helpdesk_acts_proof_words_within_length check (char_length(proof_words) <= 1000),
  done_at timestamptz not null default now()
);
-- The history of an account, newest first.
create index helpdesk_acts_of_citizen on helpdesk_acts (citizen_id, done_at desc, id desc);
-- What a member of the staff did.
create index helpdesk_acts_of_staff_member on helpdesk_acts (staff_member_id);
create function refuse_change_of_helpdesk_acts() returns trigger language plpgsql as $$
begin
  raise exception 'helpdesk_acts are never changed';
end $$;
create trigger helpdesk_acts_are_never_changed before update or truncate on helpdesk_acts
  for each statement execute function refuse_change_of_helpdesk_acts();

-- A new address asked for somebody who lost their mailbox, while it waits. A second request replaces the first.
create table helpdesk_email_changes (
  citizen_id uuid constraint helpdesk_email_changes_pkey primary key
    constraint helpdesk_email_changes_citizen_id_fkey references citizens on delete cascade,
  -- The act that asked: who, when, why.
  act_id uuid not null constraint helpdesk_email_changes_act_id_key unique
    constraint helpdesk_email_changes_act_id_fkey references helpdesk_acts on delete cascade,
  -- The address of the account at that time: where it is another now, the request is worth nothing.
  former text not null,
  email text not null constraint helpdesk_email_changes_email_within_length check (char_length(email) between 3 and 254),
  -- By a second colleague. Three days later the link leaves to the new address.
  confirmed_at timestamptz
);

---------------------------------------------------------------------------------------------------------------------------
-- Two accounts of one person: src/features/merge
---------------------------------------------------------------------------------------------------------------------------

-- Two accounts that their owner wants to be one, while it waits. Asking again replaces it, until both are shown to be theirs.
create table account_merges (
  -- The account that stays, in which it is asked.
  kept_id uuid constraint account_merges_pkey primary key
    constraint account_merges_kept_id_fkey references citizens on delete cascade,
  -- Another one each time it is asked: a job and a form of before are worth nothing.
  id uuid not null default gen_random_uuid() constraint account_merges_id_key unique,
  -- Of the form: pressed twice, asked once.
  form_id uuid not null,
  -- As typed: that of the other account, or of nobody.
  email text not null constraint account_merges_email_within_length check (char_length(email) between 3 and 254),
  asked_at timestamptz not null default now(),
  -- Of the link that left to that address; null before, and for ever where nobody has it.
  digest bytea constraint account_merges_digest_key unique
    constraint account_merges_digest_is_sha256 check (octet_length(digest) = 32),
  expires_at timestamptz,
  -- The account that goes; null until its mailbox has answered.
  other_id uuid constraint account_merges_other_id_key unique
    constraint account_merges_other_id_fkey references citizens on delete cascade,
  proved_at timestamptz,
  -- The first of the two colleagues.
  confirmed_by uuid constraint account_merges_confirmed_by_fkey references staff_members,
  confirmed_at timestamptz,
  constraint account_merges_are_of_two check (other_id <> kept_id),
  constraint account_merges_links_expire check ((digest is null) = (expires_at is null)),
  constraint account_merges_proved_have_other check ((other_id is null) = (proved_at is null)),
  constraint account_merges_confirmed_are_proved
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null or other_id is not null))
);
-- What a member of the staff confirmed first.
create index account_merges_confirmed on account_merges (confirmed_by) where confirmed_by is not null;
-- For the nightly deletion.
create index account_merges_age on account_merges (asked_at);

---------------------------------------------------------------------------------------------------------------------------
-- What is written down for auditors: src/features/audit
---------------------------------------------------------------------------------------------------------------------------

-- Append-only. No reference to an account: what happened stays written when it is gone.
create table audit_events (
  id bigint generated always as identity constraint audit_events_pkey primary key,
  happened_at timestamptz not null default now(),
  name text not null constraint audit_events_name_is_kebab_case check (name ~ '^[a-z]+(-[a-z]+)*$'),
  citizen_id uuid,
  network text,
  details jsonb not null default '{}',
  -- Who of the commune did it.
  staff_member_id uuid
);
-- The part of it that a person downloads with their data.
create index audit_events_of_citizen on audit_events (citizen_id, happened_at desc) where citizen_id is not null;

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events is append-only';
end $$;
create trigger audit_events_are_append_only before update or delete or truncate on audit_events
  for each statement execute function refuse_change_of_audit();

-- The chain that shows whether the audit log was changed: one seal for each day of Brussels that is over. The hash covers
-- that of the day before and every row whose id is above the last one of the day before, up to `last_id`.
create table audit_seals (
  day date constraint audit_seals_pkey primary key,
  last_id bigint not null,
  events integer not null constraint audit_seals_events_is_positive check (events >= 0),
  hash bytea not null constraint audit_seals_hash_is_sha256 check (octet_length(hash) = 32),
  sealed_at timestamptz not null default now()
);
create function refuse_change_of_audit_seals() returns trigger language plpgsql as $$
begin
  raise exception 'audit_seals is append-only';
end $$;
create trigger audit_seals_are_append_only before update or delete or truncate on audit_seals
  for each statement execute function refuse_change_of_audit_seals();

-- What an event is about, for the filter of the administrators: a reference, an enterprise number, or an account.
create function audit_object(details jsonb) returns text language sql immutable parallel safe as $$
  select coalesce(details ->> 'reference', details ->> 'enterpriseNumber', details ->> 'account', details ->> 'citizenId')
$$;
-- Each filter of the log reads its own index, in the order of the pages: days, which the seals read too,
create index audit_events_by_day on audit_events (happened_at desc, id desc);
-- kinds of acts,
create index audit_events_by_name on audit_events (name, happened_at desc, id desc);
-- what it is about,
create index audit_events_by_object on audit_events (audit_object(details), happened_at desc, id desc)
  where audit_object(details) is not null;
-- somebody of the staff,
create index audit_events_by_staff_member on audit_events (staff_member_id, happened_at desc, id desc)
  where staff_member_id is not null;
-- and one kind of their acts, which may be rare among many.
create index audit_events_by_staff_member_and_name on audit_events (staff_member_id, name, happened_at desc, id desc)
  where staff_member_id is not null;

---------------------------------------------------------------------------------------------------------------------------
-- A copy of the enterprise register (KBO Open Data): src/features/register. Written by `npm run kbo:import` only.
---------------------------------------------------------------------------------------------------------------------------

create table register_enterprises (
  enterprise_number text constraint register_enterprises_pkey primary key
    constraint register_enterprises_enterprise_number_is_ten_digits check (enterprise_number ~ '^[01][0-9]{9}$'),
  type_of_enterprise text not null,
  -- As it must be read since the code of 2019 when the register says so, else as in the statutes; none for natural persons.
  legal_form text,
  started_on date
);

-- No reference to the enterprise: checked row by row it would take over half of an import, which checks it for all at once.
create table register_names (
  enterprise_number text not null,
  language_code text not null,
  type text not null,
  name text not null constraint register_names_name_within_length check (char_length(name) between 1 and 320),
  constraint register_names_pkey primary key (enterprise_number, type, language_code, name)
);

-- The meaning of the codes above, in each language in which the register gives it.
create table register_codes (
  category text not null,
  code text not null,
  language text not null,
  description text not null,
  constraint register_codes_pkey primary key (category, code, language)
);

-- Which code of the register stands for which language of the portal, found from the descriptions above.
create table register_languages (
  code text constraint register_languages_pkey primary key,
  language text not null constraint register_languages_language_known check (language in ('fr', 'nl', 'de', 'en'))
);

-- Which extracts were imported: the register stands at the last of them.
create table register_extracts (
  number integer not null constraint register_extracts_number_is_positive check (number > 0),
  kind text not null constraint register_extracts_kind_known check (kind in ('full', 'update')),
  snapshot_date date not null,
  imported_at timestamptz not null default now(),
  constraint register_extracts_pkey primary key (number, kind)
);

-- What an import reads before it touches the register: emptied by each, worth nothing after a crash, hence no journal.
create unlogged table register_staged_enterprises (
  enterprise_number text not null,
  type_of_enterprise text not null,
  legal_form text,
  started_on date
);
create unlogged table register_staged_names (
  enterprise_number text not null,
  language_code text not null,
  type text not null,
  name text not null
);
create unlogged table register_staged_deletions (
  of_what text not null constraint register_staged_deletions_of_what_known check (of_what in ('enterprise', 'names')),
  enterprise_number text not null
);

---------------------------------------------------------------------------------------------------------------------------
-- Work in the background: src/platform/job-runner.
---------------------------------------------------------------------------------------------------------------------------

-- Backups and restore drills that ended: src/features/operations. The page of the administrators shows the newest of each.
create table maintenance_runs (
  id bigint generated always as identity constraint maintenance_runs_pkey primary key,
  kind text not null constraint maintenance_runs_kind_known check (kind in ('backup', 'drill')),
  ended_at timestamptz not null default now(),
  -- How long it took.
  seconds double precision not null constraint maintenance_runs_seconds_is_not_negative check (seconds >= 0),
  succeeded boolean not null,
  -- What was saved or proved; null where it failed.
  rows bigint,
  documents bigint,
  constraint maintenance_runs_that_succeeded_count check (not succeeded or (rows is not null and documents is not null))
);
-- The newest of a kind, and the newest that went well.
create index maintenance_runs_newest on maintenance_runs (kind, id desc);

-- The runners of jobs that live, each with the name it locks its jobs by. One that has not been seen for a while is dead, and
-- what it held is taken over: without this a killed process keeps its jobs for the four hours of graphile-worker.
create table job_runners (
  id text constraint job_runners_pkey primary key,
  seen_at timestamptz not null default now()
);

---------------------------------------------------------------------------------------------------------------------------
-- Which numbered files have run: src/platform/postgres/migrate.ts. The tables of graphile-worker have a schema and migrations of their own.
---------------------------------------------------------------------------------------------------------------------------

create table migrations (
  name text constraint migrations_pkey primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
);
