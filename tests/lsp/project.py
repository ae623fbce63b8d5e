"""The project that the tests of the language server edit."""
import contextlib
import pathlib
import tempfile

CONFIGURATION = """version: "2"
sql:
  - engine: postgresql
    schema: schema
    queries: queries
    gen:
      cpp:
        out: out
        namespace: db
"""
FIRST_MIGRATION = """CREATE TABLE movies (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  year int
);
COMMENT ON COLUMN movies.title IS 'as on the poster';
"""
SECOND_MIGRATION = """CREATE FUNCTION shout(words text) RETURNS text LANGUAGE sql AS $$ SELECT upper(words) $$;
ALTER TABLE movies ADD COLUMN rating numeric(3, 1), ADD COLUMN note text;
CREATE VIEW recent AS SELECT id, title FROM movies WHERE year > 2000;
"""
MOVIES = """-- One movie.
-- name: GetMovie :one
SELECT id, title, year FROM movies WHERE id = $1;

-- name: RenameMovie :exec
UPDATE movies SET title = sqlc.arg(new_title), note = @note WHERE id = @id;

-- name: FindMovies :many
SELECT m.id, shout(m.title) AS loud, (SELECT max(o.rating) FROM movies o WHERE o.year = m.year) AS best
FROM movies m
WHERE m.title LIKE @pattern OR m.note = @pattern;
"""
RECENT = """-- name: ListRecent :many
SELECT * FROM recent;
"""
FILES = {"generator.yaml": CONFIGURATION, "schema/1_movies.sql": FIRST_MIGRATION, "schema/2_ratings.sql": SECOND_MIGRATION,
         "queries/movies.sql": MOVIES, "queries/recent.sql": RECENT}


@contextlib.contextmanager
def project(**changed):
    """A folder of these files, gone afterwards; `changed` are texts by the names of FILES without their folders and ends."""
    with tempfile.TemporaryDirectory(prefix="pgscribe lsp é") as folder:
        root = pathlib.Path(folder).resolve()
        for name, text in FILES.items():
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(changed.get(pathlib.Path(name).stem, text).encode())
        yield root


def find(text, word, behind=""):
    """Line and character (both from 0) of a word in ASCII text, the first behind another text."""
    at = text.index(word, text.index(behind))
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
