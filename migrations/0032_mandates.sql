-- For which organisation somebody set out to show a mandate; null where they only say who they are. No reference, as the row
-- lives for a day.
alter table identification_attempts add column enterprise_number text
  constraint identification_attempts_enterprise_number_is_ten_digits check (enterprise_number ~ '^[01][0-9]{9}$');
