CREATE TABLE shelf (id integer PRIMARY KEY, label text);

-- The usual way to create a type once.
DO $$
BEGIN
  CREATE TYPE binding AS ENUM ('hard', 'soft');
EXCEPTION
  WHEN duplicate_object THEN NULL;
END $$;
DO $$
BEGIN
  CREATE TYPE binding AS ENUM ('other');
EXCEPTION
  WHEN duplicate_object THEN NULL;
END $$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'paper') THEN
    CREATE TYPE paper AS ENUM ('a4', 'a5');
  END IF;
  IF EXISTS (SELECT FROM pg_class WHERE relname = 'nowhere') THEN
    ALTER TABLE nowhere RENAME TO somewhere;
  ELSIF false THEN
    DROP TABLE shelf;
  END IF;
END $$;

DO LANGUAGE plpgsql 'BEGIN ALTER TABLE shelf ADD COLUMN width integer NOT NULL DEFAULT 0; END';

DO $body$
DECLARE
  n integer;
BEGIN
  -- CREATE TABLE in_a_comment (a integer);
  SELECT count(*) INTO n FROM shelf;
  UPDATE shelf SET width = n;
  EXECUTE 'CREATE TABLE wall (id integer)';
  EXECUTE $q$ALTER TABLE wall ADD COLUMN label text DEFAULT 'none'$q$;
  PERFORM set_config('pgscribe.n', n::text, false);
  BEGIN
    ALTER TABLE shelf ADD COLUMN width integer;
  EXCEPTION WHEN duplicate_column THEN
    RAISE NOTICE 'there is a width';
  END;
END $body$;

-- One failing statement ends the block.
DO $$ BEGIN ALTER TABLE shelf ADD COLUMN label integer; END $$;
DO $$ BEGIN DROP TABLE missing; END $$;

DO $$
BEGIN
  FOR i IN 1..2 LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS shelf (%I integer)', 'c' || i);
  END LOOP;
  CASE WHEN true THEN
    NULL;
  ELSE
    DROP TABLE shelf;
  END CASE;
  DO $inner$ BEGIN NULL; END $inner$;
END $$;
DO $$ BEGIN RAISE NOTICE 'nothing to see'; END $$;
DO 'BEGIN RAISE NOTICE ''escaped''; END';
