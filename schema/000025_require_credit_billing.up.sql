UPDATE credits SET billing = 0 WHERE billing IS NULL;

ALTER TABLE credits ALTER COLUMN billing SET DEFAULT 0;
ALTER TABLE credits ALTER COLUMN billing SET NOT NULL;
ALTER TABLE credits ALTER billing TYPE smallint;
ALTER TABLE credits ADD CONSTRAINT credits_movie_unique UNIQUE (movie_id, person_id, role);
