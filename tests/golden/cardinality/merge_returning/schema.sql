CREATE TABLE stock (id integer PRIMARY KEY, amount integer NOT NULL, note text);
CREATE TABLE delivery (id integer PRIMARY KEY, amount integer NOT NULL);
CREATE VIEW open_stock AS SELECT id, amount FROM stock;
