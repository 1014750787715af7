-- A new address that a member of the helpdesk asked for, for somebody who lost their mailbox: it waits for a second colleague,
-- then for three days. A second request replaces the first. Who asked, when and why is the act that asked.
create table helpdesk_email_changes (
  citizen_id uuid constraint helpdesk_email_changes_pkey primary key
    constraint helpdesk_email_changes_citizen_id_fkey references citizens on delete cascade,
  act_id uuid not null constraint helpdesk_email_changes_act_id_key unique
    constraint helpdesk_email_changes_act_id_fkey references helpdesk_acts on delete cascade,
  former text not null,
  email text not null constraint helpdesk_email_changes_email_within_length check (char_length(email) between 3 and 254),
  confirmed_at timestamptz
);
