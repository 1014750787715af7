-- When the scanner is next asked about a document that it gave no verdict: one that it never judges is not asked about each
-- minute for ever, before those behind it.
alter table attachments add column scan_after timestamptz;
