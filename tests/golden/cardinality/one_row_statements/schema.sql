CREATE TABLE events (id bigint, at timestamptz NOT NULL, kind text NOT NULL);
CREATE PROCEDURE settle(IN amount int, INOUT note text, OUT total int) LANGUAGE plpgsql AS $$ BEGIN total := amount; END $$;
