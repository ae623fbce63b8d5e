ALTER TABLE files RENAME TO media_files;
ALTER INDEX files_pkey RENAME TO media_files_pkey;
ALTER TABLE media_files ALTER COLUMN size_bytes SET DEFAULT 0;
ALTER TABLE media_files ADD CONSTRAINT media_files_one_work CHECK (num_nonnulls(movie_id, episode_id) <= 1);
ALTER TYPE dimensions RENAME TO resolution;
ALTER TYPE resolution ADD ATTRIBUTE interlaced boolean;
