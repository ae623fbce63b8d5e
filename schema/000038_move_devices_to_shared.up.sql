ALTER TABLE devices SET SCHEMA shared;
ALTER TABLE shared.devices RENAME COLUMN last_seen TO last_seen_at;
ALTER TABLE shared.devices DROP CONSTRAINT devices_user_id_fkey;
ALTER TABLE shared.devices
    ADD CONSTRAINT devices_user_fkey FOREIGN KEY (user_id) REFERENCES shared.users (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE shared.devices VALIDATE CONSTRAINT devices_user_fkey;

DROP TABLE legacy_bookmarks;
