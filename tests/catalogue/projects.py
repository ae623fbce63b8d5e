"""The projects whose catalogues are looked at: one as they are, and one whose names are chosen to break a page."""
import pathlib
import subprocess

CONFIG = 'version: "2"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    gen: {cpp: {out: out}}\n'

PLAIN = {
    "generator.yaml": CONFIG,
    "schema/1_people.sql": """CREATE SCHEMA app;
-- Who makes films.
CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
COMMENT ON TABLE people IS 'Actors and directors';
CREATE TABLE movies (
  id bigint PRIMARY KEY,
  title text NOT NULL UNIQUE,
  director_id bigint REFERENCES people
);
CREATE TABLE app.settings (key text PRIMARY KEY, value jsonb);
""",
    "schema/2_rating.sql": "ALTER TABLE movies\n  ADD COLUMN rating int CHECK (rating > 0);\n"
                           "CREATE INDEX movies_director_idx ON movies (director_id);\n"
                           "CREATE VIEW rated AS SELECT id, title FROM movies WHERE rating IS NOT NULL;\n",
    "queries/movies.sql": """-- name: GetMovie :one
-- A film and who made it.
SELECT m.id, m.title, p.name AS director FROM movies m LEFT JOIN people p ON p.id = m.director_id WHERE m.id = @id;

-- name: RateMovie :exec
UPDATE movies SET rating = @rating WHERE id = @id;
""",
    "queries/settings.sql": "-- name: Put :exec\nINSERT INTO app.settings (key, value) VALUES (@key, @value)\n"
                            "ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value;\n",
}

HOSTILE = {
    "generator.yaml": CONFIG,
    "schema/1_<b>&'.sql": '''CREATE TABLE "<script>alert(1)</script>" ("a""b" int PRIMARY KEY, "</td>&amp;" text, "x y/z#?%41" int, "\\N{}|<>" int);
COMMENT ON TABLE "<script>alert(1)</script>" IS '--> ]]> </style><img src=x onerror=alert(1)> é';
COMMENT ON COLUMN "<script>alert(1)</script>"."a""b" IS 'javascript:alert(1)';
CREATE TABLE "\\G ""quoted""" (r int REFERENCES "<script>alert(1)</script>", "select" int);
CREATE TABLE "Movies" (id int); CREATE TABLE movies (id int); CREATE TABLE "a~20b" (id int); CREATE TABLE "a b" (id int);
''',
    "queries/q.sql": '''-- name: Hostile :many
-- </p><script>alert(2)</script>
SELECT "a""b", "</td>&amp;" AS "<i>", '</pre><script>alert(3)</script>' AS text -- </span>
FROM "<script>alert(1)</script>" WHERE "x y/z#?%41" = @x;

-- name: Joined :many
SELECT r FROM "\\G ""quoted""";
''',
}


def write(folder, texts):
    for name, text in texts.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def make_site(pgscribe, folder, texts):
    """The folder of the site."""
    write(folder, texts)
    subprocess.run([pgscribe, "catalogue", "--out", "site"], cwd=folder, check=True, stdout=subprocess.PIPE)
    return pathlib.Path(folder) / "site"
