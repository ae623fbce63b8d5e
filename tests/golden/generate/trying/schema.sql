CREATE TABLE books (id bigint PRIMARY KEY, title text NOT NULL, pages integer CHECK (pages > 0));
