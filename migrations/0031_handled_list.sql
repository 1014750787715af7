-- The agents' list of submissions: what is due first, and what each view holds.

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
