-- What became of each mail, for the page of the account, the helpdesk and the administrators (backoffice.md, sections 3 and 4).
create table mail_deliveries (
  id uuid constraint mail_deliveries_pkey primary key default gen_random_uuid(),
  job_id bigint not null constraint mail_deliveries_job_id_key unique,
  kind text not null constraint mail_deliveries_kind_within_length check (char_length(kind) between 1 and 60),
  email text not null constraint mail_deliveries_email_within_length check (char_length(email) between 3 and 254),
  citizen_id uuid constraint mail_deliveries_citizen_id_fkey references citizens on delete cascade,
  submission_id uuid constraint mail_deliveries_submission_id_fkey references submissions on delete cascade,
  asked_at timestamptz not null,
  state text not null constraint mail_deliveries_state_known
    check (state in ('waiting', 'handed-over', 'refused', 'given-up', 'dropped')),
  reason text constraint mail_deliveries_reason_is_kebab_case check (reason ~ '^[a-z]+(-[a-z]+)*$'),
  answer text constraint mail_deliveries_answer_within_length check (char_length(answer) <= 200),
  tries integer not null default 1 constraint mail_deliveries_tries_is_positive check (tries > 0),
  last_tried_at timestamptz not null default now(),
  constraint mail_deliveries_failed_have_reason check (state not in ('refused', 'dropped') or reason is not null)
);
create index mail_deliveries_of_citizen on mail_deliveries (citizen_id, asked_at desc, id desc) where citizen_id is not null;
create index mail_deliveries_of_submission on mail_deliveries (submission_id) where submission_id is not null;
create index mail_deliveries_of_email on mail_deliveries (lower(email));
create index mail_deliveries_waiting on mail_deliveries (last_tried_at) where state = 'waiting';
create index mail_deliveries_age on mail_deliveries (asked_at);

-- Since when the mail server has taken nothing from the portal; no row while it answers.
create table mail_server_absence (
  only_one boolean constraint mail_server_absence_pkey primary key default true
    constraint mail_server_absence_is_one check (only_one),
  since timestamptz not null default now()
);

-- Mon espace asks for another address after a mail to this one was refused for good.
alter table citizens add column email_refused_at timestamptz;
