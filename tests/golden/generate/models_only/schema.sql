CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, mood mood, tags text[] NOT NULL);
