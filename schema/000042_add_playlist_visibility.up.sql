CREATE TYPE visibility AS ENUM ('private', 'unlisted', 'public');

ALTER TABLE playlists ADD COLUMN visibility visibility;
UPDATE playlists SET visibility = CASE WHEN public THEN 'public'::visibility ELSE 'private' END;
ALTER TABLE playlists
    ALTER COLUMN visibility SET DEFAULT 'private',
    ALTER COLUMN visibility SET NOT NULL,
    DROP COLUMN public;
