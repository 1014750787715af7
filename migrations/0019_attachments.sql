-- A document of a draft or of a submission. Its content stands in the storage under its id, durable before the row is.
create table attachments (
  id uuid primary key,
  draft_id uuid references drafts on delete cascade,
  submission_id uuid references submissions,
  -- As it was typed, without control or direction marks. Never part of a path.
  name text not null constraint attachments_name_within_length check (char_length(name) between 1 and 200),
  -- Recognised from the content.
  media_type text not null constraint attachments_media_type_is_one check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  bytes integer not null constraint attachments_bytes_is_positive check (bytes > 0),
  -- Of what is kept and handed out, as it stands on the receipt.
  sha256 bytea not null constraint attachments_sha256_within_length check (octet_length(sha256) = 32),
  state text not null constraint attachments_state_known check (state in ('pending', 'clean', 'infected', 'unscanned')),
  -- Whether a JPEG that every agent can open stands beside a photo in HEIC, under « {id}.jpg ».
  has_copy boolean not null default false,
  added_at timestamptz not null default now(),
  constraint attachments_belong_to_one check ((draft_id is null) <> (submission_id is null))
);
create index attachments_of_draft on attachments (draft_id, added_at, id);
create index attachments_of_submission on attachments (submission_id, added_at, id);
-- For the job that scans what still waits.
create index attachments_to_scan on attachments (added_at) where state = 'pending';
