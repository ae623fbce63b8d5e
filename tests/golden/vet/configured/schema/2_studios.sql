CREATE TABLE studios (id bigint PRIMARY KEY, founded timestamp);
