-- A draft may move to another profile of its owner. What was shown before does not overwrite what is proposed since.
alter table drafts add column profile_revision integer not null default 0;
