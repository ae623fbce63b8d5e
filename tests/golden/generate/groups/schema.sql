CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
    id          bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id),
    placed_at   timestamptz NOT NULL,
    note        text
);
CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE order_lines (
    order_id   bigint NOT NULL REFERENCES orders (id),
    line       integer NOT NULL,
    product_id bigint REFERENCES products (id),
    quantity   integer NOT NULL,
    PRIMARY KEY (order_id, line)
);
CREATE TABLE tickets (region text, number integer, subject text NOT NULL, PRIMARY KEY (region, number));
CREATE TABLE replies (region text NOT NULL, number integer NOT NULL, body text, FOREIGN KEY (region, number) REFERENCES tickets);
