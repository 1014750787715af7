-- What is late, for the daily job that says so.
create index submissions_due on submissions (due_on, id) where closed_at is null and status <> 'to-complete';
