#!/usr/bin/env python3
"""`pgscribe lsp` as editors meet it: its life, what it says of texts that are edited, what it answers, and that nothing that a
client sends brings it down."""
import argparse
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Client, place, replacement, text_range  # noqa: E402
from project import FILES, FIRST_MIGRATION, MOVIES, RECENT, SECOND_MIGRATION, find, project  # noqa: E402

EXECUTABLE = ""


class ServerTest(unittest.TestCase):
    def start(self, encodings=(), **changed):
        folder = self.enterContext(project(**changed)) if hasattr(self, "enterContext") else self.enter(project(**changed))
        self.client = Client(EXECUTABLE, folder, encodings)
        self.addCleanup(self.client.stop)
        return self.client

    def enter(self, context):
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def ends_well(self):
        self.assertEqual(self.client.end(), 0)
        self.assertEqual(self.client.logged(), "")

    def codes(self, diagnostics):
        return [diagnostic["code"] for diagnostic in diagnostics]


class LifeTest(ServerTest):
    def test_shutdown_and_exit(self):
        client = self.start()
        self.assertEqual(client.capabilities["positionEncoding"], "utf-16")
        self.ends_well()

    def test_exit_without_shutdown_fails(self):
        client = self.start()
        client.notify("exit", None)
        self.assertEqual(client.wait(), 1)

    def test_a_client_that_is_gone_ends_the_server(self):
        client = self.start()
        self.assertEqual(client.wait(), 1)

    def test_requests_before_initialize_and_behind_shutdown(self):
        folder = self.enter(project())
        client = self.client = Client(EXECUTABLE, folder, initialize=False)
        self.addCleanup(client.stop)
        client.notify("textDocument/didOpen", {})
        self.assertEqual(client.error("textDocument/hover", {})["code"], -32002)
        client.request("initialize", {"capabilities": {}, "rootUri": None})
        self.assertEqual(client.error("initialize", {"capabilities": {}})["code"], -32600)
        client.request("shutdown", None)
        self.assertEqual(client.error("textDocument/hover", {})["code"], -32600)
        client.notify("exit", None)
        self.assertEqual(client.wait(), 0)


class DiagnosticsTest(ServerTest):
    def test_a_keystroke_breaks_a_query_and_another_mends_it(self):
        client = self.start()
        self.assertEqual(client.open("queries/movies.sql"), [])
        line, character = find(MOVIES, "title, year")
        found = client.change_and_wait("queries/movies.sql", 2, replacement(line, character + 5, character + 5, "s"))
        self.assertEqual(len(found), 1)
        self.assertEqual(found[0]["code"], "42703")
        self.assertEqual(found[0]["severity"], 1)
        self.assertEqual(found[0]["source"], "pgscribe")
        self.assertEqual(found[0]["range"], text_range(line, character, character + 6))
        self.assertIn('column "titles" does not exist\n', found[0]["message"])
        self.assertIn("hint: ", found[0]["message"])
        self.assertEqual(
            client.change_and_wait("queries/movies.sql", 3, replacement(line, character + 5, character + 6, "")), [])
        self.ends_well()

    def test_other_files_of_the_entry_are_told_of_too(self):
        client = self.start()
        client.open("schema/1_movies.sql")
        self.assertNotIn("queries/movies.sql", client.diagnostics)
        line, character = find(FIRST_MIGRATION, "year")
        client.change_and_wait("schema/1_movies.sql", 2, replacement(line, character, character + 4, "made"))
        client.request("textDocument/documentSymbol", {"textDocument": {"uri": client.uri("schema/1_movies.sql")}})
        self.assertIn("42703", self.codes(client.diagnostics["queries/movies.sql"]["diagnostics"]))
        client.close("schema/1_movies.sql")  # what was not saved is gone
        client.open("queries/recent.sql")
        self.assertEqual(client.diagnostics["queries/movies.sql"]["diagnostics"], [])
        self.ends_well()

    def test_a_schema_file_has_errors(self):
        client = self.start()
        found = client.open("schema/2_ratings.sql", "CREATE VIEW v AS SELECT nosuch FROM movies;\n")
        self.assertEqual(self.codes(found), ["42703"])
        self.assertEqual(found[0]["range"], text_range(0, 24, 30))

    def test_the_first_of_two_is_shown(self):
        client = self.start(recent=RECENT + MOVIES[:MOVIES.index(";") + 1])
        client.open("queries/recent.sql")
        [found] = client.diagnostics["queries/recent.sql"]["diagnostics"]
        [related] = found["relatedInformation"]
        self.assertEqual(client.name(related["location"]["uri"]), "queries/movies.sql")
        self.assertEqual(related["location"]["range"], text_range(1, 9, 17))
        self.ends_well()

    def test_two_methods_of_one_name(self):
        client = self.start()
        found = client.open("queries/recent.sql", RECENT.replace("ListRecent", "get_movie"))
        self.assertEqual(self.codes(found), ["name-collision"])

    def test_the_configuration_has_errors(self):
        client = self.start(generator="version: 2\nsql: 1\n")
        client.open("queries/movies.sql")
        self.assertTrue(client.diagnostics["generator.yaml"]["diagnostics"])
        fixed = FILES["generator.yaml"]
        client.open("generator.yaml", fixed)
        self.assertEqual(client.diagnostics["generator.yaml"]["diagnostics"], [])
        self.ends_well()

    def test_a_file_that_is_not_saved_yet(self):
        client = self.start()
        found = client.open("queries/new.sql", "-- name: New :many\nSELECT nosuch FROM movies;\n")
        self.assertEqual(self.codes(found), ["42703"])

    def test_what_is_saved_by_others_is_read_again(self):
        client = self.start()
        client.open("queries/recent.sql")
        path = client.folder / "queries/movies.sql"
        path.write_text(MOVIES.replace("max(o.rating)", "max(o.nosuch)"))
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})
        client.ask("hover", "queries/recent.sql", 0, 0)
        self.assertEqual(self.codes(client.diagnostics["queries/movies.sql"]["diagnostics"]), ["42703"])
        self.ends_well()

    def test_files_of_no_entry(self):
        client = self.start()
        (client.folder / "other").mkdir()
        self.assertEqual(client.open("other/notes.sql", "this is no SQL\n"), [])
        self.assertIsNone(client.ask("hover", "other/notes.sql", 0, 0))
        client.notify("textDocument/didOpen", {
            "textDocument": {"uri": "untitled:Untitled-1", "languageId": "sql", "version": 1, "text": "x"}})
        self.assertIsNone(client.request("textDocument/hover", {
            "textDocument": {"uri": "untitled:Untitled-1"}, "position": place(0, 0)}))
        self.ends_well()

    def test_configurations_above_the_workspace_are_not_looked_at(self):
        folder = self.enter(project())
        client = self.client = Client(EXECUTABLE, folder / "queries")
        self.addCleanup(client.stop)
        self.assertEqual(client.open("movies.sql", "nonsense"), [])
        self.ends_well()


class PositionTest(ServerTest):
    TEXT = "-- name: Smiles :many\nSELECT '\U0001F600é' AS smile, nosuch FROM movies;\n"

    def test_utf_16(self):
        client = self.start()
        [found] = client.open("queries/recent.sql", self.TEXT)
        self.assertEqual(found["range"], text_range(1, 23, 29))

    def test_utf_8(self):
        client = self.start(encodings=["utf-32", "utf-8", "utf-16"])
        self.assertEqual(client.capabilities["positionEncoding"], "utf-8")
        [found] = client.open("queries/recent.sql", self.TEXT)
        self.assertEqual(found["range"], text_range(1, 26, 32))
        self.assertEqual(client.change_and_wait("queries/recent.sql", 2, replacement(1, 26, 32, "title")), [])

    def test_line_ends_of_windows(self):
        client = self.start()
        [found] = client.open("queries/recent.sql", self.TEXT.replace("\n", "\r\n"))
        self.assertEqual(found["range"], text_range(1, 23, 29))
        self.assertEqual(client.change_and_wait("queries/recent.sql", 2, replacement(1, 23, 29, "title")), [])

    def test_many_changes_at_once(self):
        client = self.start()
        client.open("queries/recent.sql")
        found = client.change_and_wait("queries/recent.sql", 2, {"text": "-- name: A :many\nSELECT 1 AS x;\n"},
                                       replacement(1, 7, 8, "nosuch"), replacement(1, 0, 0, "\n"))
        self.assertEqual(found[0]["range"], text_range(2, 7, 13))


class HoverTest(ServerTest):
    def hover(self, word, behind="", text=MOVIES, name="queries/movies.sql"):
        hover = self.client.ask("hover", name, *find(text, word, behind))
        self.assertEqual(hover["contents"]["kind"], "markdown")
        return hover["contents"]["value"], hover["range"]

    def test_a_query_is_its_method(self):
        client = self.start()
        client.open("queries/movies.sql")
        value, span = self.hover("GetMovie")
        self.assertEqual(span, text_range(1, 9, 17))
        self.assertIn("std::optional<GetMovieRow> get_movie(std::int64_t id)", value)
        self.assertIn("rows: at most one, by movies_pkey at queries/movies.sql:3\n", value)
        self.assertIn("- `text` `std::string` title: not null, because", value)
        self.assertIn("- `bigint` `std::int64_t` $1 id: not null", value)
        self.ends_well()

    def test_values(self):
        client = self.start()
        client.open("queries/movies.sql")
        value, span = self.hover("year FROM")
        self.assertEqual(span, text_range(2, 18, 22))
        self.assertIn("`integer` `std::optional<std::int32_t>` year: nullable, because", value)
        self.assertIn("movies.year integer", value)
        self.assertIn("from schema/1_movies.sql:4", value)
        value, _ = self.hover("title, year")
        self.assertIn("as on the poster", value)
        value, _ = self.hover("$1")
        self.assertIn("`bigint` `std::int64_t` $1 id: not null", value)
        value, _ = self.hover("new_title")
        self.assertIn("`text` `std::string` $1 new_title: not null", value)
        value, _ = self.hover("pattern", "m.note")
        self.assertIn("pattern", value)
        self.ends_well()

    def test_relations_columns_of_other_levels_and_functions(self):
        client = self.start()
        client.open("queries/movies.sql")
        value, span = self.hover("movies WHERE id")
        self.assertIn("public.movies (\n  id bigint NOT NULL,", value)
        self.assertEqual(span, text_range(2, 28, 34))
        self.assertIn("from schema/1_movies.sql:1", value)
        value, _ = self.hover("rating")
        self.assertIn("movies.rating numeric(3,1)", value)
        self.assertIn("from schema/2_ratings.sql:2", value)
        value, _ = self.hover("year) AS best")
        self.assertIn("movies.year integer", value)
        value, _ = self.hover("shout")
        self.assertIn("shout(words text) -> text", value)
        self.assertIn("from schema/2_ratings.sql:1", value)
        value, _ = self.hover("title = sqlc")
        self.assertIn("movies.title text NOT NULL", value)
        self.ends_well()

    def test_where_there_is_nothing(self):
        client = self.start()
        client.open("queries/movies.sql")
        for line, character in [(0, 5), (2, 0), (3, 0), (999, 0)]:
            self.assertIsNone(client.ask("hover", "queries/movies.sql", line, character))
        client.change_and_wait("queries/movies.sql", 2, {"text": "-- name: A :one\nSELECT nosuch FROM movies;"})
        self.assertIsNone(client.ask("hover", "queries/movies.sql", 0, 9))
        self.assertIsNone(client.ask("hover", "queries/movies.sql", 1, 9))
        self.ends_well()


class SymbolTest(ServerTest):
    def symbols(self, name):
        return self.client.request("textDocument/documentSymbol", {"textDocument": {"uri": self.client.uri(name)}})

    def test_queries(self):
        client = self.start()
        client.open("queries/movies.sql")
        symbols = self.symbols("queries/movies.sql")
        self.assertEqual([symbol["name"] for symbol in symbols], ["GetMovie", "RenameMovie", "FindMovies"])
        self.assertEqual(symbols[0]["detail"], ":one")
        self.assertEqual(symbols[0]["selectionRange"], text_range(1, 9, 17))
        self.assertEqual(symbols[0]["range"], {"start": place(1, 0), "end": place(2, 48)})
        self.ends_well()

    def test_tables(self):
        client = self.start()
        client.open("schema/1_movies.sql")
        [movies] = self.symbols("schema/1_movies.sql")
        self.assertEqual(movies["name"], "movies")
        self.assertEqual([column["name"] for column in movies["children"]], ["id", "title", "year"])
        self.assertEqual(movies["children"][1]["selectionRange"], text_range(2, 2, 7))
        names = [symbol["name"] for symbol in self.symbols("schema/2_ratings.sql")]
        self.assertEqual(names, ["shout", "movies.rating", "movies.note", "recent"])
        self.ends_well()


class DefinitionTest(ServerTest):
    def definition(self, word, behind=""):
        found = self.client.ask("definition", "queries/movies.sql", *find(MOVIES, word, behind))
        return found and (self.client.name(found["uri"]), found["range"])

    def test_what_a_migration_makes(self):
        client = self.start()
        client.open("queries/movies.sql")
        self.assertEqual(self.definition("title, year"), ("schema/1_movies.sql", text_range(2, 2, 7)))
        self.assertEqual(self.definition("movies WHERE id"), ("schema/1_movies.sql", text_range(0, 13, 19)))
        self.assertEqual(self.definition("rating"), ("schema/2_ratings.sql", text_range(1, 30, 36)))
        self.assertEqual(self.definition("note = @note"), ("schema/2_ratings.sql", text_range(1, 63, 67)))
        self.assertEqual(self.definition("shout"), ("schema/2_ratings.sql", text_range(0, 16, 21)))
        self.assertIsNone(self.definition("max"))
        self.assertIsNone(self.definition("$1"))
        self.ends_well()

    def test_a_renamed_column_is_where_it_got_its_name(self):
        client = self.start(**{"2_ratings": SECOND_MIGRATION + "ALTER TABLE movies RENAME COLUMN year TO made;\n"})
        client.open("queries/movies.sql", MOVIES.replace("year", "made"))
        found = client.ask("definition", "queries/movies.sql", *find(MOVIES, "year"))
        self.assertEqual(client.name(found["uri"]), "schema/2_ratings.sql")
        self.assertEqual(found["range"], text_range(3, 41, 45))

    def test_a_query_is_its_method_once_it_is_generated(self):
        client = self.start()
        client.open("queries/movies.sql")
        self.assertIsNone(self.definition("GetMovie"))
        subprocess.run([pathlib.Path(EXECUTABLE).resolve(), "generate"], cwd=client.folder, check=True)
        name, where = self.definition("GetMovie")
        self.assertEqual(name, "out/movies.hpp")
        line = (client.folder / name).read_text().splitlines()[where["start"]["line"]]
        self.assertEqual(line[where["start"]["character"]:where["end"]["character"]], "get_movie")
        self.assertIn("std::optional<GetMovieRow> get_movie(", line)
        self.ends_well()


class CompletionTest(ServerTest):
    def labels(self, text):
        """At the `|` of the text."""
        at = text.index("|")
        self.version = getattr(self, "version", 1) + 1
        self.client.change_and_wait("queries/movies.sql", self.version, {"text": text.replace("|", "")})
        found = self.client.ask("completion", "queries/movies.sql", text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1)
        return {item["label"]: item for item in found}

    def test_columns_while_the_text_does_not_parse(self):
        client = self.start()
        client.open("queries/movies.sql")
        labels = self.labels("-- name: A :many\nSELECT | FROM movies m JOIN recent r ON r.id = m.id;\n")
        self.assertEqual(labels["rating"]["detail"], "movies, numeric(3,1)")
        for label in ["title", "m", "r", "recent", "movies", "shout", "sqlc"]:
            self.assertIn(label, labels)
        labels = self.labels("-- name: A :many\nSELECT m.ti| FROM movies AS m, recent r WHERE (;\n")
        self.assertEqual(set(labels), {"id", "title", "year", "rating", "note"})
        labels = self.labels("-- name: A :many\nSELECT r.| FROM public.movies m, recent r\n")
        self.assertEqual(set(labels), {"id", "title"})
        self.assertEqual(set(self.labels("-- name: A :exec\nUPDATE movies SET movies.|")), {"id", "title", "year", "rating", "note"})
        self.assertEqual(self.labels("-- name: A :many\nSELECT nosuch.| FROM movies"), {})
        self.assertIn("recent", self.labels("-- name: A :many\nSELECT 1 FROM public.|"))
        self.ends_well()

    def test_words_of_pgscribe(self):
        client = self.start()
        client.open("queries/movies.sql")
        self.assertIn(":many", self.labels("-- name: A |"))
        self.assertIn("many", self.labels("-- name: A :|"))
        self.assertEqual(set(self.labels("-- name: A :one\nSELECT sqlc.|")), {"arg", "narg", "slice", "embed"})
        self.assertLessEqual({"@param", "@optional", "@timeout", "@bulk"}, set(self.labels("-- name: A :one\n-- |\nSELECT 1;")))
        self.assertIn("param", self.labels("-- name: A :one\n-- @|\nSELECT 1;"))
        self.assertIn("many-rows", self.labels("-- name: A :one\n-- @allow |\nSELECT 1;"))
        text = "SELECT id FROM movies WHERE id = @wanted AND title = sqlc.narg('part') AND year = sqlc.arg(made)"
        self.assertEqual(set(self.labels("-- name: A :one\n-- @param |\n" + text)), {"wanted", "made"})
        self.assertEqual(set(self.labels("-- name: A :one\n" + text + " OR id = @|")), {"wanted", "made"})
        self.assertIn("title", self.labels("-- name: A :one\n-- @column |\n" + text))
        self.ends_well()


class EditTest(ServerTest):
    def test_a_star_is_written_out(self):
        client = self.start()
        client.open("queries/recent.sql")
        ask = {"textDocument": {"uri": client.uri("queries/recent.sql")}, "context": {"diagnostics": []}}
        [action] = client.request("textDocument/codeAction", {**ask, "range": text_range(1, 7, 8)})
        [edit] = action["edit"]["changes"][client.uri("queries/recent.sql")]
        self.assertEqual(edit["range"], text_range(1, 7, 8))
        self.assertEqual(client.change_and_wait("queries/recent.sql", 2, {"range": edit["range"], "text": edit["newText"]}), [])
        self.assertIn("id", edit["newText"])
        self.assertEqual(client.request("textDocument/codeAction", {**ask, "range": text_range(1, 7, 8)}), [])
        self.ends_well()

    def test_a_query_gets_another_name(self):
        client = self.start()
        client.open("queries/movies.sql")
        place_ = client.at("queries/movies.sql", 1, 12)
        self.assertEqual(client.request("textDocument/prepareRename", place_),
                         {"range": text_range(1, 9, 17), "placeholder": "GetMovie"})
        changes = client.request("textDocument/rename", {**place_, "newName": "LoadMovie"})["changes"]
        self.assertEqual(changes, {client.uri("queries/movies.sql"): [{"range": text_range(1, 9, 17), "newText": "LoadMovie"}]})
        for name in ["", "1st", "two words", "ListRecent", "RenameMovie"]:
            self.assertEqual(client.error("textDocument/rename", {**place_, "newName": name})["code"], -32602, name)
        self.assertIsNone(client.request("textDocument/prepareRename", client.at("queries/movies.sql", 2, 8)))
        self.assertEqual(client.error("textDocument/rename", {**client.at("queries/movies.sql", 2, 8), "newName": "X"})["code"],
                         -32602)
        self.ends_well()


class RobustnessTest(ServerTest):
    def test_what_is_no_message(self):
        client = self.start()
        for text, code in [(b"{", -32700), (b"\xff\xfe", -32700), (b"", -32700), (b"[]", -32600), (b"1", -32600),
                           (b'{"method": 1, "id": 1}', -32600), (b"[" * 100000, -32700)]:
            client.send_text(text)
            message = client.receive()
            self.assertIsNone(message["id"], message)
            self.assertEqual(message["error"]["code"], code, text[:20])
        self.ends_well()

    def test_a_message_that_is_too_large(self):
        client = self.start()
        size = (64 << 20) + 1
        client.send_raw(b"Content-Length: %d\r\n\r\n" % size)
        for _ in range(64):
            client.send_raw(b"x" * (1 << 20))
        client.send_raw(b"x")
        message = client.receive()
        self.assertEqual(message["error"]["code"], -32600)
        self.ends_well()

    def test_a_stream_that_is_none_of_the_protocol(self):
        client = self.start()
        client.send_raw(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertEqual(client.wait(), 1)
        self.assertIn("Content-Length", client.logged())

    def test_methods_that_there_are_not(self):
        client = self.start()
        self.assertEqual(client.error("textDocument/nosuch", {})["code"], -32601)
        client.notify("textDocument/nosuch", {})
        client.notify("$/setTrace", {"value": "off"})
        client.send({"jsonrpc": "2.0", "id": 99, "result": None})
        self.ends_well()

    def test_parameters_that_are_not_as_they_should_be(self):
        client = self.start()
        client.open("queries/movies.sql")
        for params in [None, 1, [], {}, {"textDocument": 1}, {"textDocument": {"uri": 1}},
                       {"textDocument": {"uri": client.uri("queries/movies.sql")}, "position": {"line": "x"}},
                       {"textDocument": {"uri": client.uri("queries/movies.sql")}, "position": {"line": -1, "character": {}}}]:
            for method in METHODS:
                message = client.answer(client.post(method, params))
                self.assertTrue("result" in message or message["error"]["code"] == -32602, message)
            for method in ["didOpen", "didChange", "didClose"]:
                client.notify("textDocument/" + method, params)
        self.assertEqual(client.end(), 0)

    def test_a_cancelled_request_is_answered(self):
        client = self.start()
        # In one piece, so that the cancellation is there before its request is looked at.
        first = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": client.uri("queries/movies.sql"), "languageId": "sql", "version": 1, "text": MOVIES}}}
        hover = {"jsonrpc": "2.0", "method": "textDocument/hover", "params": client.at("queries/movies.sql", 1, 9)}
        messages = [first, *({**hover, "id": number} for number in range(1, 50)),
                    {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 49}},
                    {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "no such"}}]
        client.send_raw(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(text), text)
                                 for text in (json.dumps(message).encode() for message in messages)))
        answers = [client.answer(number) for number in range(1, 50)]
        self.assertIn("result", answers[0])
        self.assertEqual(answers[-1].get("error", {}).get("code"), -32800)
        client.next_id = 100
        self.ends_well()

    def test_texts_that_do_not_parse(self):
        client = self.start()
        client.open("queries/movies.sql")
        texts = ["", "\0", "'", "/*", "$$", "-- name:", "-- name: A :one", "-- name: A :one\nSELECT", "(" * 5000, ";" * 100,
                 "-- name: A :one\nSELECT " + "(" * 3000 + "1", "\ud7ff\U0010ffff" * 10, "-- name: A :one\nSELECT sqlc.arg(;"]
        for version, text in enumerate(texts, start=2):
            client.change_and_wait("queries/movies.sql", version, {"text": text})
            for method in METHODS:
                message = client.answer(client.post(method, {
                    **client.at("queries/movies.sql", 1, 7), "range": text_range(1, 0, 7), "context": {"diagnostics": []},
                    "newName": "Other"}))
                self.assertNotEqual(message.get("error", {}).get("code"), -32603, message)
        self.assertEqual(client.change_and_wait("queries/movies.sql", 99, {"text": MOVIES}), [])
        self.ends_well()


METHODS = ["textDocument/" + name for name in [
    "hover", "documentSymbol", "definition", "completion", "codeAction", "prepareRename", "rename"]]

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--pgscribe", required=True)
    arguments, others = parser.parse_known_args()
    EXECUTABLE = arguments.pgscribe
    unittest.main(argv=[sys.argv[0], *others])
