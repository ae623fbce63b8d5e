CREATE TABLE orders (id bigint PRIMARY KEY, code text UNIQUE, placed_at date NOT NULL);
CREATE TABLE lines (order_id bigint NOT NULL REFERENCES orders, line integer NOT NULL, PRIMARY KEY (order_id, line));
CREATE TABLE notes (order_id bigint, body text);
