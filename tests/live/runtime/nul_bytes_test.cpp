#include <functional>

#include "live_database.hpp"
#include "pgscribe/ad_hoc.hpp"
#include "pgscribe/listener.hpp"
#include "pgscribe/migrator.hpp"
#include "pgscribe/row_source.hpp"

// libpq takes C strings: of text with a NUL byte it would see the part before it, and a DELETE would lose its WHERE.
// Every way in is refused as a whole.

using namespace pgscribe;
using namespace std::string_literals;

namespace {

struct Tag {
  std::string text;
};
void encode_tag(const Codec&, const void* value, std::string& out) { out += static_cast<const Tag*>(value)->text; }
// A codec of a user's own that does not look at what it writes.
constexpr CodecOf<Tag> kTag = [] {
  CodecOf<Tag> codec;
  codec.type = "text";
  codec.encode_text = encode_tag;
  codec.optional = &optional_access<Tag>;
  return codec;
}();
constexpr Parameter kTagParameter[] = {parameter<Tag>("tag", 0, kTag)};
constexpr Statement kAddTag{.name = "AddTag", .sql = "INSERT INTO kept VALUES ($1)", .parameters = kTagParameter};
constexpr Parameter kTagColumn[] = {parameter<Tag>("s", 0, kTag)};
constexpr CopyStatement kCopyTags{.name = "CopyTags", .table = "kept", .parameters = kTagColumn};

const std::string kScript = "DELETE FROM kept\0 WHERE s = 'none'"s;
const std::string kName = "kept\0 or not"s;
const std::vector<Tag> kTags{{"a"}, {kName}};

PoolOptions one_connection(std::string conninfo) {
  return {.conninfo = std::move(conninfo), .max_connections = 1, .health_check_period = {}};
}

struct Entry {
  const char* name;
  std::function<void(live::Database&)> call;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> entries{
      {"Pool::execute", [](auto& live) { live.pool.execute(kScript); }},
      {"Connection::execute", [](auto& live) { live.pool.acquire().execute(kScript); }},
      {"Transaction::execute",
       [](auto& live) { live.pool.transaction([](Transaction& transaction) { transaction.execute(kScript); }); }},
      {"an ad hoc statement", [](auto& live) { execute(live.pool, kScript); }},
      {"a parameter of an ad hoc statement",
       [](auto& live) { execute(live.pool, "DELETE FROM kept WHERE s <> $1", kName); }},
      {"TestTransaction::execute", [](auto& live) { testing::TestTransaction{live.pool}.execute(kScript); }},
      {"Cleaner", [](auto& live) { testing::Cleaner(live.pool, {kName}).clean(); }},
      {"a parameter", [](auto& live) { exec(live.pool, kAddTag, fields(kTags[1])); }},
      {"a parameter of a batch",
       [](auto& live) {
         const auto results = batch_exec(live.pool, kAddTag, batch(std::span<const Tag>{kTags}));
         CHECK_FALSE(results[0].ok());
         results.throw_if_failed();
       }},
      {"rows of COPY",
       [](auto& live) {
         (void)with_row_source<Tag>(kTags, [&](RowSource rows) { return copy_from(live.pool, kCopyTags, rows); });
       }},
      {"a migration", [](auto& live) { Migrator(live.pool, {{.version = 1, .name = "a", .up = kScript}}).up(); }},
      {"the way back",
       [](auto& live) { Migrator(live.pool, {{.version = 1, .name = "a", .up = "", .down = kScript}}).up(); }},
      {"a migration's name", [](auto& live) { Migrator(live.pool, {{.version = 1, .name = kName, .up = ""}}).up(); }},
      {"the migrator's table", [](auto& live) { Migrator(live.pool, {}, {.table = kName}).up(); }},
      {"Listener::listen", [](auto& live) { Listener(live.database.conninfo()).listen(kName); }},
      {"Listener::unlisten", [](auto& live) { Listener(live.database.conninfo()).unlisten(kName); }},
      {"a listener's connection string", [](auto& live) { Listener(live.database.conninfo() + "\0"s).listen("kept"); }},
      {"a listener's application name",
       [](auto& live) {
         Listener(ListenerOptions{.conninfo = live.database.conninfo(), .application_name = kName}).listen("kept");
       }},
      {"a connection string", [](auto& live) { Pool(live.database.conninfo() + "\0 options=x"s).ping(); }},
      {"a connection string in the options",
       [](auto& live) { Pool(one_connection(live.database.conninfo() + "\0 options=x"s)).ping(); }},
      {"a connection string that is parsed", [](auto&) { (void)parse_pool_options("host=a\0b"s); }},
      {"a connection URL that is parsed", [](auto&) { (void)parse_pool_options("postgresql://a\0b/c"s); }},
      {"an application name",
       [](auto& live) {
         PoolOptions options = one_connection(live.database.conninfo());
         options.application_name = kName;
         Pool(options).ping();
       }},
      {"the wanted kind of server",
       [](auto& live) {
         PoolOptions options = one_connection(live.database.conninfo());
         options.target_session_attrs = "any\0"s;
         Pool(options).ping();
       }},
      {"a template database", [](auto&) { testing::TemporaryDatabase(live::server(), "template1\0"s); }},
  };
  return entries;
}

}  // namespace

TEST_CASE("text with a NUL byte is refused on every way into libpq, and nothing is sent") {
  for (const auto mode : {StatementMode::prepared, StatementMode::unprepared}) {
    live::Database live{{.max_connections = 2, .statements = mode}};
    live.pool.execute("CREATE TABLE kept (s text); INSERT INTO kept VALUES ('b')");
    for (const Entry& entry : entries()) {
      CAPTURE(std::string{entry.name});
      CHECK_THROWS_AS(entry.call(live), ConversionError);
      CHECK(live::text(live.pool, "SELECT string_agg(s, ',') FROM kept") == "b");
    }
    CHECK(live::integer(live.pool, "SELECT count(*) FROM pg_class WHERE relname LIKE 'schema_migrations%'") == 0);
    CHECK(live.pool.stats().broken_destroy_count == 0);
  }
}

TEST_CASE("the message says where the NUL byte is, and nothing of the text") {
  live::Database live;
  try {
    live.pool.execute(kScript);
    FAIL("sent");
  } catch (const ConversionError& error) {
    CHECK(error.message() ==
          "the SQL has a NUL byte, at byte 17: PostgreSQL would take what is before it for the whole");
  }
}
