CREATE TABLE a (x int NOT NULL, y int);
