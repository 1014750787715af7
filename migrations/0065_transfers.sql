-- What the archives are to receive is packed once two administrators said so, handed over, and destroyed only once somebody
-- wrote down that the archives have it.
alter table retention_runs
  add column packed_requests integer not null default 0
    constraint retention_runs_packed_requests_is_no_less_than_none check (packed_requests >= 0),
  add column packed_at timestamptz,
  add column package_id uuid,
  add column package_bytes bigint constraint retention_runs_package_bytes_is_positive check (package_bytes > 0),
  add column package_sha256 bytea
    constraint retention_runs_package_sha256_within_length check (octet_length(package_sha256) = 32),
  add column package_lacks integer constraint retention_runs_package_lacks_is_no_less_than_none check (package_lacks >= 0),
  add column downloaded_at timestamptz,
  add column answered_by uuid constraint retention_runs_answered_by_fkey references staff_members,
  add column answered_by_name text,
  add column answered_at timestamptz,
  add column receipt text constraint retention_runs_receipt_within_length check (char_length(receipt) between 1 and 300),
  drop constraint retention_runs_status_known,
  add constraint retention_runs_status_known
    check (status in ('proposed', 'refused', 'packing', 'packed', 'not-taken', 'destroying', 'done')) not valid,
  drop constraint retention_runs_refused_have_reason,
  add constraint retention_runs_refused_have_reason
    check ((status in ('refused', 'not-taken')) = (refusal is not null)) not valid,
  add constraint retention_runs_packed_are_to_transfer
    check (fate = 'transfer' or status not in ('packing', 'packed', 'not-taken')) not valid,
  add constraint retention_runs_are_packed_wholly
    check (num_nonnulls(packed_at, package_bytes, package_sha256, package_lacks) = case
      when fate = 'transfer' and status in ('packed', 'destroying', 'done') then 4
      when status = 'not-taken' and packed_at is not null then 4 else 0 end) not valid,
  add constraint retention_runs_packed_have_package
    check ((package_id is not null) = (fate = 'transfer' and status in ('packed', 'destroying'))) not valid,
  add constraint retention_runs_are_answered_wholly
    check (num_nonnulls(answered_by, answered_by_name, answered_at) = case
      when fate = 'transfer' and status in ('not-taken', 'destroying', 'done') then 3 else 0 end) not valid,
  add constraint retention_runs_transferred_have_receipt
    check ((receipt is not null) = (fate = 'transfer' and status in ('destroying', 'done'))) not valid,
  add constraint retention_runs_received_were_downloaded check (receipt is null or downloaded_at is not null) not valid;
create index retention_runs_of_answerer on retention_runs (answered_by);
create index retention_runs_of_package on retention_runs (package_id) where package_id is not null;

-- What a request held when it was packed: what was written since stays with it.
alter table retention_run_submissions
  add column stamp text constraint retention_run_submissions_stamp_within_length check (char_length(stamp) = 64),
  drop constraint retention_run_submissions_outcome_known,
  add constraint retention_run_submissions_outcome_known
    check (outcome in ('destroyed', 'not-due', 'changed', 'run-refused')) not valid;
