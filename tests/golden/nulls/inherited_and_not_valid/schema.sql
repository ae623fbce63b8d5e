-- NOT NULL with and without ONLY.
CREATE TABLE parents (id int, name text, code text);
CREATE TABLE children (age int) INHERITS (parents);
ALTER TABLE ONLY parents ALTER COLUMN name SET NOT NULL;
ALTER TABLE ONLY parents ADD PRIMARY KEY (id);
ALTER TABLE parents ALTER COLUMN code SET NOT NULL;
ALTER TABLE ONLY children ALTER COLUMN code DROP NOT NULL;

-- A key that is an index first.
CREATE TABLE indexed (id int);
CREATE UNIQUE INDEX indexed_key ON indexed (id);
CREATE TABLE indexed_child () INHERITS (indexed);
ALTER TABLE ONLY indexed ADD PRIMARY KEY USING INDEX indexed_key;

-- CHECKs that stored rows may break, and that they may not.
CREATE TABLE checked (a int, b int, c int);
ALTER TABLE checked ADD CONSTRAINT a_there CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE checked ADD CONSTRAINT b_there CHECK (b IS NOT NULL) NOT VALID;
CREATE TABLE checked_child () INHERITS (checked);
CREATE TABLE checked_later (LIKE checked INCLUDING CONSTRAINTS);
ALTER TABLE checked_later INHERIT checked;
ALTER TABLE checked VALIDATE CONSTRAINT b_there;

CREATE DOMAIN open_domain AS int;
CREATE DOMAIN shut_domain AS int;
CREATE TABLE of_domains (o open_domain, s shut_domain);
ALTER DOMAIN open_domain ADD CONSTRAINT there CHECK (VALUE IS NOT NULL) NOT VALID;
ALTER DOMAIN shut_domain ADD CONSTRAINT there CHECK (VALUE IS NOT NULL) NOT VALID;
ALTER DOMAIN shut_domain VALIDATE CONSTRAINT there;

-- What a view shows may be less certain by now.
CREATE TABLE dated (id int PRIMARY KEY, day date NOT NULL, note text);
CREATE VIEW days AS SELECT id, day, note FROM dated;
CREATE VIEW later_days AS SELECT day, note FROM days WHERE id > 1;
CREATE MATERIALIZED VIEW stored_days AS SELECT day, note FROM dated;
ALTER TABLE dated ALTER COLUMN day DROP NOT NULL;
ALTER TABLE dated ALTER COLUMN note SET NOT NULL;
