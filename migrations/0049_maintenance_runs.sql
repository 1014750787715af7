-- Backups and restore drills that ended, for the page of the administrators.
create table maintenance_runs (
  id bigint generated always as identity constraint maintenance_runs_pkey primary key,
  kind text not null constraint maintenance_runs_kind_known check (kind in ('backup', 'drill')),
  ended_at timestamptz not null default now(),
  seconds double precision not null constraint maintenance_runs_seconds_is_not_negative check (seconds >= 0),
  succeeded boolean not null,
  rows bigint,
  documents bigint,
  constraint maintenance_runs_that_succeeded_count check (not succeeded or (rows is not null and documents is not null))
);
create index maintenance_runs_newest on maintenance_runs (kind, id desc);
