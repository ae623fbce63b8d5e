#include "certificates.hpp"
#include "live_database.hpp"

// Who is at the other end: sslmode and what it promises, with a server that is what it says, one whose certificate ran
// out, and one without TLS, as somebody in the middle would offer.

using namespace pgscribe;

namespace {

struct Servers {
  live::Certificates certificates;
  testing::TemporaryServer good;
  testing::TemporaryServer expired;
  testing::TemporaryServer plain;

  Servers()
      : good((certificates.issue("good", live::Certificates::Validity::now), certificates.serve("good"))),
        expired((certificates.issue("expired", live::Certificates::Validity::over), certificates.serve("expired"))),
        plain({.tcp = true}) {}

  // By address, so that no name has to be found: `host` is what the certificate is held against.
  [[nodiscard]] std::string conninfo(const testing::TemporaryServer& server, const std::string& host,
                                     const std::string& mode, const std::string& authority) const {
    return "host=" + host + " hostaddr=127.0.0.1 port=" + std::to_string(server.tcp_port()) +
           " user=postgres password=s3cr3t dbname=postgres sslmode=" + mode + " sslrootcert=" + authority;
  }
};

PoolOptions quick(std::string conninfo) {
  return {.conninfo = std::move(conninfo),
          .max_connections = 1,
          .health_check_period = {},
          .reconnect_backoff = std::chrono::milliseconds{0}};
}

// Why there was no connection, or "tls" or "plain".
std::string outcome(const std::string& conninfo) {
  Pool pool{quick(conninfo)};
  try {
    return live::text(pool,
                      "SELECT CASE WHEN ssl THEN 'tls' ELSE 'plain' END FROM pg_stat_ssl WHERE pid = "
                      "pg_backend_pid()");
  } catch (const ConnectionError& error) {
    CHECK(pool.stats().total_connections == 0);
    CHECK(std::string{error.what()}.find("s3cr3t") == std::string::npos);
    return error.message();
  }
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("TLS") {
  static const Servers servers;  // for all subcases
  const std::string trusted = servers.certificates.authority();
  const std::string untrusted = servers.certificates.other_authority();
  const auto good = [&](const char* host, const char* mode, const std::string& authority) {
    return outcome(servers.conninfo(servers.good, host, mode, authority));
  };

  SUBCASE("a server that is what it says") {
    for (const char* mode : {"allow", "prefer", "require", "verify-ca", "verify-full"}) {
      CAPTURE(std::string{mode});
      CHECK(good("db.example", mode, trusted) == (std::string{mode} == "allow" ? "plain" : "tls"));
    }
    CHECK(good("db.example", "disable", trusted) == "plain");
  }
  SUBCASE("a certificate for another host") {
    CHECK(contains(good("other.example", "verify-full", trusted), "does not match host name \"other.example\""));
    CHECK(good("other.example", "verify-ca", trusted) == "tls");
  }
  SUBCASE("a certificate by somebody else") {
    for (const char* mode : {"require", "verify-ca", "verify-full"}) {
      CAPTURE(std::string{mode});
      CHECK(contains(good("db.example", mode, untrusted), "certificate verify failed"));
    }
  }
  SUBCASE("nobody to trust") {
    const std::string nothing = servers.certificates.path("no_such_file");
    for (const char* mode : {"verify-ca", "verify-full"})
      CHECK(contains(good("db.example", mode, nothing), "does not exist"));
    CHECK(good("db.example", "require", nothing) == "tls");
  }
  SUBCASE("a certificate that ran out") {
    for (const char* mode : {"require", "verify-ca", "verify-full"}) {
      CAPTURE(std::string{mode});
      CHECK(contains(outcome(servers.conninfo(servers.expired, "db.example", mode, trusted)),
                     "certificate verify failed"));
    }
  }
  SUBCASE("a server that says it has no TLS") {
    for (const char* mode : {"require", "verify-ca", "verify-full"}) {
      CAPTURE(std::string{mode});
      CHECK(contains(outcome(servers.conninfo(servers.plain, "db.example", mode, trusted)),
                     "server does not support SSL"));
    }
    CHECK(outcome(servers.conninfo(servers.plain, "db.example", "prefer", trusted)) == "plain");
  }
  SUBCASE("the next host, when the first one cannot be trusted") {
    const std::string ports =
        std::to_string(servers.expired.tcp_port()) + "," + std::to_string(servers.good.tcp_port());
    CHECK(outcome("host=db.example,db.example hostaddr=127.0.0.1,127.0.0.1 port=" + ports +
                  " user=postgres dbname=postgres sslmode=verify-full sslrootcert=" + trusted) == "tls");
  }
  SUBCASE("an unknown mode") { CHECK(contains(good("db.example", "verify_full", trusted), "invalid sslmode value")); }
  SUBCASE("a hook that forgets nothing") {
    PoolOptions options = quick(servers.conninfo(servers.good, "other.example", "verify-full", trusted));
    options.before_connect = [](ConnectionParameters& parameters) { parameters["host"] = "db.example"; };
    CHECK_NOTHROW(Pool{options}.ping());
  }
}
