-- The runners of jobs that live, each with the name it locks its jobs by. One that has not been seen for a while is dead, and
-- what it held is taken over: without this a killed process keeps its jobs for the four hours of graphile-worker.
create table job_runners (
  id text constraint job_runners_pkey primary key,
  seen_at timestamptz not null default now()
);
