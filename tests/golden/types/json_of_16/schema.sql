CREATE TABLE orders (id integer PRIMARY KEY, note text);
CREATE TABLE lines (order_id integer NOT NULL REFERENCES orders, line integer NOT NULL, price numeric, PRIMARY KEY (order_id, line));
