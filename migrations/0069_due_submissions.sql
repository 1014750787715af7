-- What is past its retention, by the version of the form that promised it: without this the page of retention reads all that
-- was ever closed, once for each version. On a large table it is made beforehand, as the README says.
create index if not exists submissions_due_of_version on submissions (slug, version, closed_at, reference)
  include (id) where closed_at is not null and destroyed_at is null;
