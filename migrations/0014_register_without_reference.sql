-- Checking the reference row by row took over half of an import. One importer at a time writes these tables, under a lock:
-- it leaves out names of unknown enterprises and deletes names with their enterprise, each for all rows in one statement.
alter table register_names drop constraint register_names_enterprise_number_fkey;
