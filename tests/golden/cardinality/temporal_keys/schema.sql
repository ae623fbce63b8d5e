CREATE TABLE room (span daterange, floor int4range, PRIMARY KEY (floor, span WITHOUT OVERLAPS));
CREATE TABLE booking (floor int4range, span daterange, guest text NOT NULL, FOREIGN KEY (floor, PERIOD span) REFERENCES room (floor, PERIOD span));
