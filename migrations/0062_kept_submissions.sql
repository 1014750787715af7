-- How many there are in all, in the list of the staff: what was destroyed is not counted. On a large table it is made
-- beforehand, as the README says.
create index if not exists submissions_kept_of_department on submissions (department) where destroyed_at is null;
