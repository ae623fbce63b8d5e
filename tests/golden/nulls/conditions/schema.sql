CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, nick text, age int NOT NULL);
CREATE TABLE profiles (user_id int PRIMARY KEY, bio text NOT NULL, picture text, site text);
CREATE TABLE badges (profile_id int PRIMARY KEY, label text NOT NULL);
