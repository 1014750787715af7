-- Now that no row can be wrong any more.
alter table citizens validate constraint citizens_merged_are_closed;
