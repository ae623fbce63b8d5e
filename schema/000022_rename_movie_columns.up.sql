ALTER TABLE movies RENAME COLUMN orig_title TO original_title;
ALTER TABLE movies RENAME COLUMN released TO released_on;
ALTER TABLE movies RENAME runtime TO runtime_minutes;
ALTER TABLE movies RENAME CONSTRAINT movies_runtime_check TO movies_runtime_positive;
ALTER TABLE series RENAME COLUMN first_air TO first_aired_on;
ALTER TABLE series RENAME COLUMN last_air TO last_aired_on;
