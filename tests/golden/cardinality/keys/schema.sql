CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, name text);
CREATE TABLE sessions (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slot int NOT NULL, UNIQUE (user_id, slot));
