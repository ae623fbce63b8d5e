#include "pgscribe/configuration.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>

#include "configure/pool_settings.hpp"
#include "pgscribe/yaml_configuration.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

/// Variables of the environment for the time of a scope.
class Environment {
 public:
  explicit Environment(const std::map<std::string, std::string>& variables) {
    for (const auto& [name, value] : variables) {
      setenv(name.c_str(), value.c_str(), 1);
      names_.push_back(name);
    }
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() {
    for (const std::string& name : names_) unsetenv(name.c_str());
  }

 private:
  std::vector<std::string> names_;
};

std::string conninfo_of(std::string_view text) { return parse_pool_options(text).conninfo; }

std::string error_of(auto call) {
  try {
    (void)call();
  } catch (const ConfigurationError& error) {
    return error.message();
  }
  return "no error";
}

}  // namespace

TEST_CASE("settings of the pool in a URL") {
  const PoolOptions options = parse_pool_options(
      "postgresql://app@db:5433/shop?pool_max_conns=20&sslmode=verify-full&pool_min_conns=2&pool_min_idle_conns=1"
      "&pool_max_conn_lifetime=1h30m&pool_max_conn_lifetime_jitter=0&pool_max_conn_idle_time=1.5s"
      "&pool_health_check_period=250ms&pool_statements=unprepared&pool_max_statements=7&pool_acquire_timeout=2d"
      "&pool_reset_on_release=discard_all&pool_check_transaction_bypass=true");
  CHECK(options.conninfo == "postgresql://app@db:5433/shop?sslmode=verify-full");
  CHECK(options.max_connections == 20);
  CHECK(options.min_connections == 2);
  CHECK(options.min_idle_connections == 1);
  CHECK(options.max_lifetime == 90min);
  CHECK(options.max_lifetime_jitter == 0ms);
  CHECK(options.max_idle_time == 1500ms);
  CHECK(options.health_check_period == 250ms);
  CHECK(options.statements == StatementMode::unprepared);
  CHECK(options.max_statements == 7);
  CHECK(options.reset_on_release == ResetOnRelease::discard_all);
  CHECK(options.check_transaction_bypass == true);
  CHECK(options.acquire_timeout == 48h);
}

TEST_CASE("settings of the pool are cut out wherever they are") {
  CHECK(conninfo_of("postgresql://db/a?pool_max_conns=2") == "postgresql://db/a");
  CHECK(conninfo_of("postgresql://db/a?sslmode=disable&pool_max_conns=2") == "postgresql://db/a?sslmode=disable");
  CHECK(conninfo_of("postgresql://db/a?pool_max_conns=2&sslmode=disable") == "postgresql://db/a?sslmode=disable");
  CHECK(conninfo_of("postgresql://db/a?pool_max_conns=2&pool_min_conns=1") == "postgresql://db/a");
  CHECK(conninfo_of("host=db pool_max_conns=2 dbname=a") == "host=db dbname=a");
  CHECK(conninfo_of("pool_max_conns = '2' host=db") == " host=db");
  CHECK(conninfo_of("host=db pool_min_conns=1 pool_max_conns=2") == "host=db");
  CHECK(conninfo_of("host='a b\\'' password=pool_max_conns") == "host='a b\\'' password=pool_max_conns");
  CHECK(conninfo_of("").empty());
}

TEST_CASE("settings that cannot be") {
  CHECK(error_of([] { return parse_pool_options("host=a pool_max_conn=2"); }) ==
        "there is no setting \"pool_max_conn\" of the pool");
  CHECK(error_of([] { return parse_pool_options("host=a pool_max_conns=two"); }) ==
        "\"pool_max_conns\" must be a whole number");
  CHECK(error_of([] { return parse_pool_options("pool_max_conns=-2"); }) ==
        "\"pool_max_conns\" must be a whole number");
  for (const char* duration : {"5", "5x", "-5s", "''", "s", "1h30"}) {
    CHECK(error_of([&] { return parse_pool_options(std::string{"pool_acquire_timeout="} + duration); }) ==
          "\"pool_acquire_timeout\" must be a duration such as 500ms, 30s or 1h30m");
  }
  CHECK(error_of([] { return parse_pool_options("pool_reset_on_release=all"); }) ==
        "\"pool_reset_on_release\" must be none or discard_all");
  CHECK(error_of([] { return parse_pool_options("pool_check_transaction_bypass=1"); }) ==
        "\"pool_check_transaction_bypass\" must be true or false");
  CHECK(error_of([] { return parse_pool_options("pool_statements=never"); }) ==
        "\"pool_statements\" must be prepared or unprepared");
}

TEST_CASE("no setting's message quotes the value") {
  for (const detail::PoolSetting& setting : detail::pool_settings()) {
    const std::string key{setting.key};
    CAPTURE(key);
    for (const std::string& message :
         {error_of([&] { return parse_pool_options("host=a " + key + "=s3cret"); }),
          error_of([&] { return parse_pool_options("postgresql://db/a?" + key + "=s3cret"); }), error_of([&] {
            return pool_options_from_yaml("database: {pool: {" + std::string{setting.member} + ": s3cret}}");
          })}) {
      CHECK(message.find(" must be ") != std::string::npos);
      CHECK(message.find("s3cret") == std::string::npos);
    }
  }
}

TEST_CASE("a connection string that cannot be parsed says why, without a value") {
  const auto problem = [](const std::string& conninfo) {
    const std::string message = error_of([&] { return parse_pool_options(conninfo); });
    constexpr std::string_view kPrefix = "the connection string cannot be parsed: ";
    REQUIRE(message.starts_with(kPrefix));
    return message.substr(kPrefix.size());
  };
  CHECK(problem("secret") == R"(missing "=" after "..." in connection info string)");
  CHECK(problem("host=a password=se cret") == R"(missing "=" after "..." in connection info string)");
  CHECK(problem("host=a password='secret") == "unterminated quoted string in connection info string");
  CHECK(problem("host=a pool_max_conns=3 password='secret") == "unterminated quoted string in connection info string");
  CHECK(problem("host=a passwrd=secret") == R"(invalid connection option "passwrd")");
  CHECK(problem("postgresql://db/a?secret") == R"(missing key/value separator "=" in URI query parameter: "...")");
  CHECK(problem("postgresql://db/a?password=secret==") ==
        R"(extra key/value separator "=" in URI query parameter: "password")");
  CHECK(problem("postgresql://db/a?bogus=secret") == R"(invalid URI query parameter: "bogus")");
  CHECK(problem("postgresql://u:secret%zz@db/a") == R"(invalid percent-encoded token: "...")");
  CHECK(problem("postgresql://db/a?password=secret%zz") == R"(invalid percent-encoded token: "...")");
  CHECK(problem("postgresql://u:secret@[db/") ==
        R"(end of string reached when looking for matching "]" in IPv6 host address in URI: "...")");
  CHECK(problem("postgresql://u:secret@[::1]secret/") ==
        R"(unexpected character "s" at position 28 in URI (expected ":" or "/"): "...")");
  CHECK(problem("postgresql://u:\"secret\"@[db/") ==
        R"(end of string reached when looking for matching "]" in IPv6 host address in URI: "...")");
}

TEST_CASE("secrets are not printed") {
  CHECK(redact_conninfo("host=db password=secret user=a") == "host=db password=*** user=a");
  CHECK(redact_conninfo("password = 'se\\'cr et' sslpassword=other") == "password = *** sslpassword=***");
  CHECK(redact_conninfo("postgresql://app:secret@db/a") == "postgresql://app:***@db/a");
  CHECK(redact_conninfo("postgresql://app:se@cret@db/a") == "postgresql://app:***@db/a");
  CHECK(redact_conninfo("postgresql://app:secret@db/a?password=more&sslmode=require") ==
        "postgresql://app:***@db/a?password=***&sslmode=require");
  CHECK(redact_conninfo("postgresql://db:5432/a") == "postgresql://db:5432/a");
  CHECK(redact_conninfo("postgresql://app@db:5432/a") == "postgresql://app@db:5432/a");
  CHECK(redact_conninfo("secret") == "(not a connection string)");
  CHECK(redact_conninfo("host=db passwrd=secret user=a") == "host=db passwrd=*** user=a");
  CHECK(redact_conninfo("host=db options='-c my.secret=secret' dbname=a") == "host=db options=*** dbname=a");
  CHECK(redact_conninfo("postgresql://db/a?token=secret&sslmode=require&pool_max_conns=3") ==
        "postgresql://db/a?token=***&sslmode=require&pool_max_conns=3");
  CHECK(to_string(parse_pool_options("postgresql://app:secret@db/a?pool_max_conns=5&pool_acquire_timeout=2s")) ==
        "conninfo=\"postgresql://app:***@db/a\" max_connections=5 acquire_timeout=2000ms");
}

TEST_CASE("options from the environment") {
  const Environment environment{{{"SHOP_DATABASE_URL", "postgresql://app@db/shop?pool_max_conns=3"},
                                 {"SHOP_PGHOST", "ignored"},
                                 {"SHOP_PGPASSWORD", "se'cret"},
                                 {"SHOP_PGSSLMODE", "require"},
                                 {"SHOP_POOL_MIN_CONNS", "2"},
                                 {"POOL_MIN_CONNS", "9"}}};
  const PoolOptions options = pool_options_from_environment("SHOP_");
  CHECK(options.max_connections == 3);
  CHECK(options.min_connections == 2);
  CHECK(options.conninfo.find("host='db'") != std::string::npos);
  CHECK(options.conninfo.find("dbname='shop'") != std::string::npos);
  CHECK(options.conninfo.find("sslmode='require'") != std::string::npos);
  CHECK(options.conninfo.find("password='se\\'cret'") != std::string::npos);
  CHECK(options.conninfo.find("ignored") == std::string::npos);
  CHECK(to_string(options).find("cret'") == std::string::npos);
  CHECK(pool_options_from_environment().min_connections == 9);
  CHECK(pool_options_from_environment().conninfo.empty());  // libpq looks at PGHOST and the others itself
  const Environment wrong{{{"SHOP_POOL_MAX_CONNS", "many"}}};
  CHECK(error_of([] { return pool_options_from_environment("SHOP_"); }) ==
        "\"SHOP_POOL_MAX_CONNS\" must be a whole number");
}

TEST_CASE("options from YAML") {
  const Environment environment{{{"DB_PASSWORD", "secret"}, {"EMPTY", ""}}};
  const PoolOptions options = pool_options_from_yaml(R"(
services:
  database:
    host: [db1, db2]
    dbname: ${DB_NAME:shop}
    user: ${EMPTY:app}
    password: ${DB_PASSWORD}
    application_name: 5$$ a ${DB_NAME:b c}
    target_session_attrs: read-write
    ssl: {mode: verify-full, rootcert: /etc/ssl/db.crt}
    pool:
      max_connections: 20
      acquire_timeout: ${WAIT:5s}
      statements: unprepared
)",
                                                     "services.database");
  CHECK(options.conninfo ==
        " host='db1,db2' dbname='shop' user='app' password='secret' application_name='5$ a b c' "
        "target_session_attrs='read-write' sslmode='verify-full' sslrootcert='/etc/ssl/db.crt'");
  CHECK(options.max_connections == 20);
  CHECK(options.acquire_timeout == 5s);
  CHECK(options.statements == StatementMode::unprepared);
}

TEST_CASE("a URL in YAML, with more beside it") {
  const PoolOptions options = pool_options_from_yaml(
      "{url: 'postgresql://db/shop?pool_max_conns=4', password: x, pool: {min_connections: 1}}", "");
  for (const char* setting : {" host='db'", " dbname='shop'", " password='x'"}) {
    CHECK(options.conninfo.find(setting) != std::string::npos);
  }
  CHECK(options.max_connections == 4);
  CHECK(options.min_connections == 1);
  CHECK(pool_options_from_yaml("database: {url: 'postgresql://db/shop'}").conninfo == "postgresql://db/shop");
}

TEST_CASE("YAML that cannot be") {
  const auto error = [](std::string_view text) { return error_of([&] { return pool_options_from_yaml(text); }); };
  CHECK(error("database: {hots: a}") == "there is no setting \"hots\"");
  CHECK(error("database: {ssl: {mod: a}}") == "there is no setting \"ssl.mod\"");
  CHECK(error("database: {pool: {max_conns: 1}}") == "there is no setting \"pool.max_conns\"");
  CHECK(error("database: {pool: {max_connections: x}}") == "\"pool.max_connections\" must be a whole number");
  CHECK(error("database: {host: {a: b}}") == "\"host\" must be a text");
  CHECK(error("database: 5") == "\"database\" must be a map");
  CHECK(error("other: {}") == "there is no section \"database\"");
  CHECK(error("database: {password: '${NO_SUCH_VARIABLE}'}") == "the environment variable NO_SUCH_VARIABLE is not set");
  CHECK(error("database: {password: '${OPEN'}") == "a ${ in the configuration has no }");
  CHECK(error("database: {").find("yaml-cpp: error at line") == 0);
  CHECK(error_of([] { return read_pool_options("/nonexistent.yaml"); }) == "cannot read /nonexistent.yaml");
}
