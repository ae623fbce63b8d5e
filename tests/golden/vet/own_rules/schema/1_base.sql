CREATE TABLE old_log (line text);
