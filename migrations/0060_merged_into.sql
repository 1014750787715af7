-- A closed account that was brought into another one of the same person: append-only tables keep its id, and what reads them finds
-- the person by this.
alter table citizens add column merged_into uuid constraint citizens_merged_into_fkey references citizens;
create index citizens_merged on citizens (merged_into) where merged_into is not null;
alter table citizens add constraint citizens_merged_are_closed
  check (merged_into is null or (status = 'closed' and merged_into <> id)) not valid;
