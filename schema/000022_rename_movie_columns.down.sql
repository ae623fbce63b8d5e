ALTER TABLE series RENAME COLUMN last_aired_on TO last_air;
ALTER TABLE series RENAME COLUMN first_aired_on TO first_air;
ALTER TABLE movies RENAME CONSTRAINT movies_runtime_positive TO movies_runtime_check;
ALTER TABLE movies RENAME runtime_minutes TO runtime;
ALTER TABLE movies RENAME COLUMN released_on TO released;
ALTER TABLE movies RENAME COLUMN original_title TO orig_title;
