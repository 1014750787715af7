-- Which requests wait for the staff to answer that something in them is to be corrected: the list of the staff marks them.
create table waiting_corrections (
  submission_id uuid constraint waiting_corrections_pkey primary key
    constraint waiting_corrections_submission_id_fkey references submissions,
  asked_at timestamptz not null default now()
);
