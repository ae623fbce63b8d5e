CREATE TABLE visits (id bigint PRIMARY KEY, page text NOT NULL, referrer text);
