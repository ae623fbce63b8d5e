#include "codegen/generate.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "generated.hpp"

using namespace pgscribe;
using Options = config::CppOptions;

namespace {

constexpr const char* kSchema = R"(
  CREATE TYPE rating AS ENUM ('G', 'PG-13');
  CREATE TYPE place AS (city text, altitude integer);
  CREATE TYPE studio AS (name text, seat place);
  CREATE DOMAIN slug AS text;
  CREATE TABLE movies (
    id bigint PRIMARY KEY,
    title text NOT NULL,
    rating rating,
    tags text[] NOT NULL,
    studio studio
  );
  CREATE TABLE reviews (id bigint PRIMARY KEY, movie_id bigint NOT NULL REFERENCES movies, stars smallint NOT NULL);
  COMMENT ON TABLE movies IS 'Films.';
  COMMENT ON COLUMN movies.title IS E'As shown.\nNever empty.';
)";

std::string error_of(const std::string& schema, const std::string& queries, const Options& options = {}) {
  const Generated generated(schema, queries, options);
  CHECK(generated.files.empty());
  REQUIRE(generated.messages().size() == 1);
  return generated.messages()[0];
}

}  // namespace

TEST_CASE("the files of an entry") {
  const Generated split(kSchema, "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n");
  std::vector<std::string> paths;
  for (const auto& file : split.files) {
    paths.push_back(file.path);
    CHECK_MESSAGE(file.text.compare(0, codegen::kBanner.size(), codegen::kBanner) == 0, file.path);
    CHECK_MESSAGE(file.text.find("\n\n\n") == std::string::npos, file.path);
    CHECK_MESSAGE(file.text.find(" \n") == std::string::npos, file.path);
  }
  CHECK(paths == std::vector<std::string>{"models.hpp", "movies.cpp", "movies.hpp", "querier.cpp", "querier.hpp"});
  const Generated with_model(kSchema, "-- name: ListMovies :many\nSELECT * FROM movies;\n");
  paths.clear();
  for (const auto& file : with_model.files) paths.push_back(file.path);
  CHECK(paths == std::vector<std::string>{"model_tables.hpp", "models.cpp", "models.hpp", "movies.cpp", "movies.hpp",
                                          "querier.cpp", "querier.hpp"});

  Options options;
  options.layout = config::Layout::header_only;
  options.emit_json = options.emit_ostream = true;
  const Generated headers(kSchema, "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n", options);
  paths.clear();
  for (const auto& file : headers.files) paths.push_back(file.path);
  CHECK(headers.has("models.hpp", "inline std::ostream& operator<<(std::ostream& out, Rating value)"));
  CHECK(paths ==
        std::vector<std::string>{"models.hpp", "models_json.hpp", "movies.hpp", "movies_json.hpp", "querier.hpp"});
}

TEST_CASE("models carry comments, and stand behind what they are made of") {
  const Generated generated(kSchema, "");
  const std::string text = generated.text("models.hpp");
  CHECK(generated.has("models.hpp", "/// Films.\n/// Table movies.\nstruct Movie {\n"));
  CHECK(generated.has("models.hpp", "  /// As shown.\n  /// Never empty.\n  std::string title{};\n"));
  CHECK(generated.has("models.hpp",
                      "enum class Rating : std::uint8_t {\n  g,      // \"G\"\n  pg_13,  // \"PG-13\"\n};\n"));
  CHECK(generated.has("models.hpp", "labels{\"G\", \"PG-13\"};"));
  CHECK(generated.has(
      "models.hpp",
      "  std::optional<Rating> rating{};\n  std::vector<std::string> tags{};\n  std::optional<Studio> studio{};\n"));
  CHECK(text.find("struct Place") < text.find("struct Studio"));
  CHECK(text.find("struct Studio") < text.find("struct Movie"));
  CHECK_FALSE(generated.has("models.hpp", "Slug"));
  CHECK_MESSAGE(generated.files.size() == 1, "nothing but models without queries");
}

TEST_CASE("result shapes: bare value, table, row of its own") {
  const Generated generated(kSchema, R"(
-- name: CountMovies :one
SELECT count(*) FROM movies;
-- name: GetMovie :one
SELECT * FROM movies WHERE id = $1;
-- name: ListTitles :many
SELECT title FROM movies;
-- name: ListReviewed :many
SELECT m.title, r.stars FROM movies m LEFT JOIN reviews r ON r.movie_id = m.id;
-- name: ListRenamed :many
SELECT id, movie_id, stars AS points FROM reviews;
-- name: ListUnnamed :many
SELECT 1, 2, id, id FROM reviews;
)");
  CHECK(generated.has("movies.hpp", "[[nodiscard]] std::int64_t count_movies() const;"));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] std::optional<Movie> get_movie(std::int64_t id) const;"));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] std::vector<std::string> list_titles() const;"));
  CHECK(generated.has("movies.hpp",
                      "struct ListReviewedRow {\n  std::string title{};\n  std::optional<std::int16_t> stars{};\n"));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] std::vector<ListRenamedRow> list_renamed() const;"));
  CHECK(generated.has(
      "movies.hpp",
      "std::int32_t column_1{};\n  std::int32_t column_2{};\n  std::int64_t id{};\n  std::int64_t id_2{};\n"));
  CHECK(generated.has("movies.cpp", ".columns = models_sql::kMovieFields,"));
}

TEST_CASE("docs and facts above a method") {
  const Generated generated(kSchema, R"(
-- name: GetMovie :one
-- Find one movie.
SELECT * FROM movies WHERE id = $1;
)");
  CHECK(generated.has("movies.hpp",
                      "  /// Find one movie.\n  /// queries/movies.sql:2, at most one row (movies_pkey).\n"));
}

TEST_CASE("docs above a row, and at an optional of an optional") {
  const Generated generated(kSchema, R"(
-- name: ListShort :many
-- Titles of few letters.
SELECT id, title FROM movies WHERE length(title) < 5;
-- name: FindNote :one
SELECT nullif(title, '') FROM movies WHERE id = $1;
)");
  CHECK(generated.has("movies.hpp", "/// Titles of few letters.\n/// A row of ListShort.\nstruct ListShortRow {\n"));
  CHECK(generated.has("movies.hpp", "at most one row (movies_pkey); the inner optional"));
}

TEST_CASE("parameters: one, several, nullable, and the limit") {
  const std::string queries = R"(
-- name: FindMovies :many
SELECT id FROM movies WHERE title = $1;
-- name: FindMaybe :many
SELECT id FROM movies WHERE title = sqlc.narg(title);
-- name: FindTagged :many
SELECT id FROM movies WHERE tags && @wanted AND title LIKE @title;
-- name: Forget :exec
DELETE FROM movies WHERE id = ANY (@ids::bigint[]);
)";
  const Generated generated(kSchema, queries);
  CHECK(generated.has("movies.hpp", "find_movies(std::string_view title) const;"));
  CHECK(generated.has("movies.hpp", "find_maybe(std::optional<std::string_view> title) const;"));
  CHECK(generated.has("movies.hpp",
                      "struct FindTaggedParams {\n  std::vector<std::string> wanted;\n  std::string title;\n"));
  CHECK(generated.has("movies.hpp", "find_tagged(const FindTaggedParams& params) const;"));
  CHECK(generated.has("movies.hpp", "  void forget(std::span<const std::int64_t> ids) const;"));
  CHECK(generated.has("movies.cpp",
                      "PGSCRIBE_PARAMETER(FindTaggedParams, wanted, \"wanted\", codec::array<codec::text>)"));
  Options options;
  options.query_parameter_limit = 2;
  CHECK(Generated(kSchema, queries, options)
            .has("movies.hpp",
                 "find_tagged(std::span<const std::string> wanted,\n                                                   "
                 "   std::string_view title) const;"));
  options.query_parameter_limit = 0;
  CHECK(Generated(kSchema, queries, options).has("movies.hpp", "find_movies(const FindMoviesParams& params) const;"));
}

TEST_CASE("every command has its own form") {
  const Generated generated(kSchema, R"(
-- name: AddReview :exec
INSERT INTO reviews (id, movie_id, stars) VALUES ($1, $2, $3);
-- name: AddReviews :copyfrom
INSERT INTO reviews (id, movie_id, stars) VALUES ($1, $2, $3);
-- name: DropReviews :execrows
DELETE FROM reviews WHERE stars < $1;
-- name: Touch :execresult
UPDATE reviews SET stars = stars;
-- name: NewReview :execlastid
INSERT INTO reviews (id, movie_id, stars) VALUES ($1, $2, $3) RETURNING id;
-- name: StreamReviews :stream
SELECT * FROM reviews;
-- name: GetReviews :batchone
SELECT * FROM reviews WHERE id = $1;
-- name: ListReviewsOf :batchmany
SELECT stars FROM reviews WHERE movie_id = $1;
-- name: DropEach :batchexec
DELETE FROM reviews WHERE id = $1;
)");
  CHECK(generated.has("movies.hpp", "  void add_review(const AddReviewParams& params) const;"));
  CHECK(generated.has("movies.hpp",
                      "[[nodiscard]] std::int64_t add_reviews(std::span<const AddReviewsParams> rows) const;"));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] std::int64_t add_reviews(Rows&& rows) const {"));
  CHECK(generated.has("movies.cpp", ".table = \"\\\"public\\\".\\\"reviews\\\"\","));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] std::int64_t drop_reviews(std::int16_t stars) const;"));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] pgscribe::CommandResult touch() const;"));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] std::int64_t new_review(const NewReviewParams& params) const;"));
  CHECK(generated.has("movies.hpp", "[[nodiscard]] pgscribe::Stream<Review> stream_reviews() const;"));
  CHECK(generated.has("movies.hpp",
                      "  pgscribe::BatchResults<std::optional<Review>> get_reviews(\n"
                      "      std::span<const std::int64_t> ids) const;"));
  CHECK(generated.has("movies.hpp", "  pgscribe::BatchResults<std::vector<std::int16_t>> list_reviews_of("));
  CHECK(generated.has("movies.hpp",
                      "  pgscribe::BatchResults<void> drop_each(std::span<const std::int64_t> ids) const;"));
}

TEST_CASE("the name of a query is sent with it only on request") {
  const char* queries =
      "-- name: ListTitles :many\n-- Titles.\nSELECT title /* all */ FROM movies;\n"
      "-- name: AddReviews :copyfrom\nINSERT INTO reviews (id, movie_id, stars) VALUES (@id, @movie_id, @stars);\n";
  const std::string silent = Generated(kSchema, queries).text("movies.cpp");
  CHECK(silent.find("/*") == std::string::npos);
  Options options;
  options.statement_comments = config::StatementComments::name;
  const std::string named = Generated(kSchema, queries, options).text("movies.cpp");
  CHECK(named.find("SELECT title FROM movies /* name: ListTitles */") != std::string::npos);
  CHECK(named.find(".comment = \" /* name: AddReviews */\"") != std::string::npos);
  CHECK(named.find(".tagged") == std::string::npos);
}

TEST_CASE("queries are tagged only on request") {
  Options options;
  options.statement_comments = config::StatementComments::sqlcommenter;
  const std::string tagged =
      Generated(kSchema,
                "-- name: ListTitles :many\n-- @timeout 5s\n-- @readonly\nSELECT title FROM movies;\n"
                "-- name: AddReviews :copyfrom\n-- @timeout 5s\nINSERT INTO reviews (id, movie_id, stars) VALUES (@id, "
                "@movie_id, @stars);\n",
                options)
          .text("movies.cpp");
  CHECK(tagged.find("    .read_only = true,\n    .tagged = true,\n};") != std::string::npos);
  CHECK(tagged.find("    .timeout = std::chrono::milliseconds{5000},\n    .tagged = true,\n};") != std::string::npos);
  CHECK(tagged.find("/*") == std::string::npos);
}

TEST_CASE("methods that return errors, in every way to name methods") {
  const char* queries =
      "-- name: GetTitle :one\nSELECT title FROM movies WHERE id = @id;\n"
      "-- name: drop_all :exec\nDELETE FROM movies;\n"
      "-- name: listIds :many\nSELECT id FROM movies;\n";
  CHECK_FALSE(Generated(kSchema, queries).has("movies.hpp", "pgscribe::Result<"));
  struct {
    config::Naming naming;
    const char* names[3];
  } const styles[] = {{config::Naming::snake_case, {"try_get_title", "try_drop_all", "try_list_ids"}},
                      {config::Naming::camel_case, {"tryGetTitle", "tryDropAll", "tryListIds"}},
                      {config::Naming::as_written, {"TryGetTitle", "try_drop_all", "tryListIds"}}};
  for (const auto& style : styles) {
    Options options;
    options.emit_expected = true;
    options.naming = style.naming;
    const Generated generated(kSchema, queries, options);
    for (const char* header : {"movies.hpp", "querier.hpp"}) {
      CHECK(generated.has(header, "#include \"pgscribe/expected.hpp\""));
      CHECK(generated.has(header, std::string("pgscribe::Result<std::optional<std::string>> ") + style.names[0] + "("));
      CHECK(generated.has(header, std::string("pgscribe::Result<void> ") + style.names[1] + "("));
      CHECK(generated.has(header, std::string("pgscribe::Result<std::vector<std::int64_t>> ") + style.names[2] + "("));
    }
  }
}

TEST_CASE("a query may not be called like the method of another one that returns errors") {
  Options options;
  options.emit_expected = true;
  const char* queries = "-- name: Get :many\nSELECT id FROM movies;\n-- name: TryGet :many\nSELECT id FROM movies;\n";
  CHECK(error_of(kSchema, queries, options).find("try_get") != std::string::npos);
}

TEST_CASE("asynchronous methods are written on request, for what can share a connection") {
  const char* queries =
      "-- name: GetTitle :one\nSELECT title FROM movies WHERE id = @token;\n"
      "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n"
      "-- name: ListIds :many\nSELECT id FROM movies;\n"
      "-- name: DropAll :exec\nDELETE FROM movies;\n"
      "-- name: DropOne :execrows\nDELETE FROM movies WHERE id = $1;\n"
      "-- name: StreamIds :stream\nSELECT id FROM movies;\n";
  CHECK_FALSE(Generated(kSchema, queries).has("movies.hpp", "extern const"));
  Options options;
  options.emit_async = config::AsyncLibrary::asio;
  const Generated generated(kSchema, queries, options);
  const char* header = "async_querier.hpp";
  CHECK(generated.has(header, "pgscribe::aio::one_or_none<std::string>(executor_, movies_sql::kGetTitle,"));
  CHECK(generated.has(header, "std::int64_t token, CompletionToken&& token_ = {}"));
  CHECK(generated.has(header, "pgscribe::aio::one<std::int64_t>(executor_, movies_sql::kCountMovies,"));
  CHECK(generated.has(header, "pgscribe::aio::many<std::int64_t>(executor_, movies_sql::kListIds,"));
  CHECK(generated.has(header, "pgscribe::aio::exec(executor_, movies_sql::kDropAll,"));
  CHECK(generated.has(header, "pgscribe::aio::exec_rows(executor_, movies_sql::kDropOne,"));
  CHECK_FALSE(generated.has(header, "stream_ids"));
  CHECK(generated.has("movies.hpp", "extern const pgscribe::Statement kGetTitle;"));
  CHECK_FALSE(generated.has("movies.hpp", "asio"));
}

TEST_CASE("what is a transaction of a batch is said by the query, or by the configuration for all of them") {
  const char* queries =
      "-- name: Drop :batchexec\nDELETE FROM movies WHERE id = @id;\n"
      "-- name: DropEach :batchexec\n-- @batch each\nDELETE FROM movies WHERE id = @id;\n"
      "-- name: DropAll :batchexec\n-- @batch atomic\nDELETE FROM movies WHERE id = @id;\n"
      "-- name: DropOne :exec\nDELETE FROM movies WHERE id = @id;\n";
  Options options;
  for (const config::Batch batch : {config::Batch::atomic, config::Batch::each}) {
    options.batch = batch;
    const std::string source = Generated(kSchema, queries, options).text("movies.cpp");
    const auto is_each = [&](const std::string& name) {
      const std::size_t begin = source.find(".name = \"" + name + "\"");
      REQUIRE(begin != std::string::npos);
      return source.substr(begin, source.find("};", begin) - begin).find(".batch_each = true") != std::string::npos;
    };
    CHECK(is_each("Drop") == (batch == config::Batch::each));
    CHECK(is_each("DropEach"));
    CHECK_FALSE(is_each("DropAll"));
    CHECK_FALSE(is_each("DropOne"));
  }
}

TEST_CASE("what is copied is named after its columns, whatever the parameters are called") {
  const Generated generated(kSchema,
                            "-- name: AddReviews :copyfrom\n"
                            "INSERT INTO reviews (stars, id, movie_id) VALUES (@points, @number, @movie);\n");
  const std::string source = generated.text("movies.cpp");
  const std::size_t stars = source.find("(AddReviewsParams, points, \"stars\"");
  const std::size_t id = source.find("(AddReviewsParams, number, \"id\"");
  const std::size_t movie = source.find("(AddReviewsParams, movie, \"movie_id\"");
  CHECK(stars < id);
  CHECK(id < movie);
  CHECK(movie != std::string::npos);
}

TEST_CASE("embeds are members named after the alias, optional on the optional side of a join") {
  const Generated generated(kSchema, R"(
-- name: ListReviewed :many
SELECT sqlc.embed(m), sqlc.embed(r) FROM movies m LEFT JOIN reviews r ON r.movie_id = m.id;
)");
  CHECK(generated.has("movies.hpp", "struct ListReviewedRow {\n  Movie m{};\n  std::optional<Review> r{};\n"));
  CHECK(generated.has("movies.cpp", "PGSCRIBE_EMBED(ListReviewedRow, r, \"r\", models_sql::kReviewRecord, 0),"));
  CHECK(generated.has("models.cpp",
                      "constexpr pgscribe::CodecOf<Movie> kMovieRecord = codec::composite<Movie>({\"public\", "
                      "\"movies\"}, kMovieFields);"));
  CHECK(generated.has("model_tables.hpp", "extern const pgscribe::CodecOf<Movie> kMovieRecord;"));
  const std::string text = generated.text("models.cpp");
  CHECK_MESSAGE(text.find("kPlaceRecord =") < text.find("kStudioFields[]"), "codecs stand before their users");
  CHECK(text.find("kStudioRecord =") < text.find("kMovieFields[]"));
}

TEST_CASE("@row shares a struct, within a file and between files") {
  const std::string first = "-- name: ListA :many\n-- @row Summary\nSELECT id, title FROM movies;\n";
  const std::string second = "-- name: ListB :many\n-- @row Summary\nSELECT id, title FROM movies WHERE title <> '';\n";
  const Generated one_file(kSchema, first + second);
  CHECK(one_file.has("movies.hpp", "/// A row of ListA and ListB.\nstruct Summary {"));
  CHECK(one_file.has("movies.hpp", "[[nodiscard]] std::vector<Summary> list_b() const;"));
  const Generated two_files(kSchema, {{"a.sql", first}, {"b.sql", second}});
  CHECK(two_files.has("models.hpp", "struct Summary {"));
  CHECK(two_files.has("b.hpp", "#include \"models.hpp\""));
  CHECK(error_of(kSchema, first + "-- name: ListB :many\n-- @row Summary\nSELECT id, rating FROM movies;\n") ==
        "row-mismatch: query \"ListB\" cannot share the row \"Summary\": column 2 is \"rating\" here and \"title\" in "
        "query \"ListA\"");
  CHECK(error_of(kSchema,
                 "-- name: ListC :many\n-- @row Review\nSELECT id, movie_id, stars + 1 AS stars FROM reviews;\n") ==
        "row-mismatch: query \"ListC\" cannot share the row \"Review\": column 3 \"stars\" is std::int32_t here and "
        "std::int16_t in table \"reviews\"");
}

TEST_CASE("collisions are errors, never silent renamings") {
  CHECK(error_of(kSchema, "-- name: get_movie :one\nSELECT 1 AS a;\n-- name: GetMovie :one\nSELECT 2 AS a;\n")
            .find("name-collision: query \"GetMovie\"") == 0);
  CHECK(error_of(kSchema, "-- name: A :many\nSELECT id AS \"userId\", id AS user_id FROM movies;\n") ==
        "name-collision: column \"user_id\" and column \"userId\" would both be the member \"user_id\"");
  CHECK(error_of("CREATE TABLE movies (id int); CREATE TABLE movie (id int);", "")
            .find("name-collision: table \"public.movie\"") == 0);
  CHECK(error_of("CREATE TABLE list_rows (id int);", "-- name: List :many\nSELECT 1 AS a, 2 AS b;\n")
            .find("name-collision: query \"List\"") == 0);
}

TEST_CASE("what has no C++ type is an error at its column") {
  const Generated generated(
      kSchema, "-- name: A :many\nSELECT id, nullif(ROW(id, title), ROW(id, title)) AS pair FROM movies;\n");
  REQUIRE(generated.diagnostics.all().size() == 1);
  const support::Diagnostic& diagnostic = generated.diagnostics.all()[0];
  CHECK(diagnostic.code == "no-cpp-type");
  CHECK(diagnostic.message == "column \"pair\": type record has no C++ type");
  REQUIRE(diagnostic.file != nullptr);
  CHECK(diagnostic.file->line_column(diagnostic.span.begin).line == 2);
}

TEST_CASE("naming and interface") {
  Options options;
  options.naming = config::Naming::camel_case;
  options.emit_interface = true;
  const Generated generated(
      kSchema, "-- name: GetReview :one\nSELECT movie_id, stars AS points FROM reviews WHERE id = $1;\n", options);
  CHECK(generated.has("movies.hpp", "std::int64_t movieId{};"));
  CHECK(generated.has("movies.hpp",
                      "[[nodiscard]] virtual std::optional<GetReviewRow> getReview(std::int64_t id) const = 0;"));
  CHECK(generated.has("movies.hpp", "class MoviesQuerier : public IMoviesQuerier {"));
  CHECK(generated.has("movies.hpp",
                      "[[nodiscard]] std::optional<GetReviewRow> getReview(std::int64_t id) const override;"));
  CHECK(generated.has("querier.hpp", "class IQuerier : public IMoviesQuerier {};"));
  CHECK(generated.has("querier.hpp", "class Querier : public IQuerier {"));
}

TEST_CASE("required parameters have no default") {
  const Generated generated(kSchema,
                            "-- name: FindReview :many\n"
                            "SELECT id FROM reviews WHERE id = @id AND stars = sqlc.narg(stars);\n");
  CHECK(generated.has("movies.hpp", "  std::int64_t id;\n"));
  CHECK(generated.has("movies.hpp", "> stars{};\n"));
  CHECK(generated.has("models.hpp", "  std::int64_t id{};\n"));
}

TEST_CASE("the interface takes ranges for COPY, and a mock only has to take a span") {
  Options options;
  options.emit_interface = true;
  const Generated generated("CREATE TABLE logins (id bigint NOT NULL);",
                            "-- name: CopyIds :copyfrom\nINSERT INTO logins (id) VALUES ($1);\n", options);
  CHECK(generated.has("movies.hpp", "virtual std::int64_t copy_ids(std::span<const std::int64_t> rows) const = 0;"));
  CHECK(generated.has("movies.hpp", "return copy_ids(std::span<const std::int64_t>(all));"));
  CHECK(generated.has("movies.hpp", "  using IMoviesQuerier::copy_ids;\n"));
}

TEST_CASE("the name of the method that limits calls is taken") {
  CHECK(error_of("", "-- name: With :one\nSELECT 1 AS one;\n").find("name-collision: query \"With\"") == 0);
}

TEST_CASE("warnings are switched off for the tables only") {
  const std::string queries = "-- name: GetReview :one\nSELECT id, stars AS points FROM reviews WHERE id = $1;\n";
  const Generated generated(kSchema, queries);
  CHECK(generated.has("movies.cpp", "#pragma GCC diagnostic push\n"));
  CHECK(generated.has("movies.cpp", "#pragma GCC diagnostic pop\n"));
  CHECK_FALSE(generated.has("movies.hpp", "#pragma GCC"));
  CHECK_FALSE(Generated(kSchema, "-- name: A :one\nSELECT 1 AS one;\n").has("movies.cpp", "#pragma GCC"));
}

TEST_CASE("a file needs only the headers it uses") {
  const Generated generated(kSchema, "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n");
  CHECK(generated.has(
      "movies.hpp",
      "#pragma once\n\n#include <cstdint>\n\n#include \"pgscribe/executor_handle.hpp\"\n\nnamespace db {\n"));
  CHECK_FALSE(generated.has("movies.cpp", "composed_codecs.hpp"));
}

TEST_CASE("partitions and temporary tables have no struct unless a query returns their rows") {
  const std::string schema =
      "CREATE TABLE logs (day date NOT NULL, line text NOT NULL) PARTITION BY RANGE (day);"
      "CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');";
  CHECK_FALSE(Generated(schema, "").has("models.hpp", "Logs2024"));
  CHECK(Generated(schema, "-- name: A :many\nSELECT * FROM logs_2024;\n").has("models.hpp", "struct Logs2024 {"));
}

TEST_CASE("templates can be replaced by name, and broken ones are reported") {
  Generated base(kSchema, "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n");
  codegen::TemplateSet set = codegen::builtin_templates();
  for (auto& [name, text] : set.texts) {
    if (name == "querier.hpp.mustache") text = "{{banner}}\n// {{namespace}}\n";
  }
  support::Diagnostics diagnostics;
  auto files = codegen::generate(base.query_files, base.catalog, Options{}, set, diagnostics);
  REQUIRE(files.size() == 5);
  CHECK(files[4].text == "// Generated by pgscribe. Do not edit.\n// db\n");
  for (auto& [name, text] : set.texts) {
    if (name == "querier.hpp.mustache") text = "{{#open}}";
  }
  CHECK(codegen::generate(base.query_files, base.catalog, Options{}, set, diagnostics).empty());
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].code == "bad-template");
}

TEST_CASE("a query's name has something to name its method after") {
  const Generated generated("CREATE TABLE t (id int);", "-- name: _ :exec\nDELETE FROM t;\n");
  CHECK(generated.messages() ==
        std::vector<std::string>{"bad-annotation: query \"_\" has no letter or digit to name its method after"});
}

TEST_CASE("directives that are no C++ are reported where they stand") {
  const Generated generated(
      "CREATE TABLE t (id int, a text);",
      "-- name: GetT :many\n-- @column a type my::T; int x\n-- @param id type class\n-- @row codec\n"
      "SELECT id, a FROM t WHERE id = @id;\n");
  std::vector<std::string> found;
  for (const auto& diagnostic : generated.diagnostics.all())
    found.push_back(diagnostic.code + " " + std::string(diagnostic.file->slice(diagnostic.span)));
  CHECK(found == std::vector<std::string>{"no-cpp-type my::T; int x", "bad-directive codec", "no-cpp-type class"});
}

TEST_CASE("names that generated code and types have give way") {
  Generated::Options options;
  options.naming = pgscribe::config::Naming::as_written;
  options.overrides.resize(1);
  options.overrides[0].db_type = "uuid";
  options.overrides[0].type.name = "Money";
  options.overrides[0].type.codec = "money_codec";
  const Generated generated("CREATE TABLE t (id int, \"Money\" uuid NOT NULL, st_mtime int NOT NULL);",
                            "-- name: Querier :many\nSELECT * FROM t;\n-- name: Rows :copyfrom\nINSERT INTO t VALUES "
                            "($1, $2, $3);\n",
                            options);
  CHECK(generated.messages().empty());
  CHECK(generated.has("models.hpp", "  Money Money_{};\n  std::int32_t st_mtime_{};\n"));
  CHECK(generated.has("movies.hpp", "std::vector<T> Querier_() const;"));
  CHECK(generated.has("movies.hpp", "std::int64_t Rows_(Rows&& rows)"));
}
