CREATE TABLE seen (id bigint NOT NULL);
CREATE TABLE visits (id bigint PRIMARY KEY, page text NOT NULL, referrer text);
