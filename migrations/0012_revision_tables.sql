-- What an assessment stores may mean more after the program has been renewed. Each revision therefore remembers the
-- tables it was made for, and a start with newer ones makes everything anew.

ALTER TABLE dataset_revisions ADD COLUMN newest_migration text;
COMMENT ON COLUMN dataset_revisions.newest_migration IS
  'Newest file of /migrations when all jurisdictions were last assessed together; an assessment of some of them carries it on. NULL: before this was kept';
