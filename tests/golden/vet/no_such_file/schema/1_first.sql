CREATE TABLE films (id bigint PRIMARY KEY, title text, made timestamp);
