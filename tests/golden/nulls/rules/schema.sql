CREATE TABLE notes (id int NOT NULL, body text NOT NULL);
CREATE TABLE archive (id int, body text);
CREATE RULE elsewhere AS ON INSERT TO notes DO INSTEAD INSERT INTO archive VALUES (new.id, NULL) RETURNING id, body;
CREATE RULE moved AS ON UPDATE TO notes DO INSTEAD UPDATE archive SET body = NULL WHERE id = old.id RETURNING id, body;
CREATE VIEW all_notes AS SELECT * FROM notes;
