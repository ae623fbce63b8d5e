CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, team_id bigint, deleted_at timestamptz);
CREATE TABLE teams (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE members (team_id bigint, user_id bigint, PRIMARY KEY (team_id, user_id));
CREATE TABLE jobs (id bigint PRIMARY KEY, state text NOT NULL, payload jsonb);
CREATE TABLE slots (code int UNIQUE NULLS NOT DISTINCT, plain int UNIQUE, note text);

CREATE VIEW live_users AS SELECT id, email AS mail, team_id FROM users WHERE deleted_at IS NULL;
CREATE VIEW users_with_teams AS SELECT u.id, u.mail, t.name AS team FROM live_users u LEFT JOIN teams t ON t.id = u.team_id;
CREATE VIEW user_members AS SELECT m.user_id, u.id, u.mail FROM users_with_teams u JOIN members m ON m.user_id = u.id;
CREATE VIEW team_sizes AS SELECT team_id, count(*) AS size FROM members GROUP BY team_id;
CREATE VIEW totals AS SELECT count(*) AS users FROM users;
CREATE VIEW hidden_key AS SELECT lower(email) AS mail FROM users;

-- Its key is gone when the queries come.
CREATE TABLE keyed (id int CONSTRAINT keyed_id UNIQUE, note text);
CREATE VIEW of_keyed AS SELECT id, note FROM keyed;
ALTER TABLE keyed DROP CONSTRAINT keyed_id;

-- An index that was made on the partitioned table alone holds when all partitions have their part.
CREATE TABLE parted (id int NOT NULL, note text) PARTITION BY LIST (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE parted_2 PARTITION OF parted DEFAULT;
CREATE UNIQUE INDEX parted_id ON ONLY parted (id);
CREATE TABLE attached (id int NOT NULL, note text) PARTITION BY LIST (id);
CREATE TABLE attached_1 PARTITION OF attached DEFAULT;
ALTER TABLE ONLY attached ADD CONSTRAINT attached_pkey PRIMARY KEY (id);
ALTER TABLE ONLY attached_1 ADD CONSTRAINT attached_1_pkey PRIMARY KEY (id);
ALTER INDEX attached_pkey ATTACH PARTITION attached_1_pkey;
