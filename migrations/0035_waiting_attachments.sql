-- A document that somebody adds to a request they filed waits there until they send the page: before, nobody reads it.
alter table attachments add column waits_for text,
  add constraint attachments_that_wait_are_filed
    check (waits_for is null or (submission_id is not null and message_id is null));
create index attachments_waiting on attachments (added_at) where waits_for is not null;
