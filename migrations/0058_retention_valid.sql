-- Validating lets others write, as the README says.
alter table submissions validate constraint submissions_of_organisations_have_names;
alter table submissions validate constraint submissions_destroyed_are_empty;
alter table submissions validate constraint submissions_archived_are_destroyed;
