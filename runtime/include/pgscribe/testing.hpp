#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pgscribe/pool.hpp"

/// Throwaway servers and databases for tests. Link `pgscribe::testing`.
namespace pgscribe::testing {

struct TemporaryServerOptions {
  /// Folder of initdb and postgres. Empty: $PGSCRIBE_POSTGRES_BIN, the newest of the distribution's
  /// (/usr/lib/postgresql/*/bin), or the one in PATH.
  std::filesystem::path bin_directory{};
  /// `name=value` for postgresql.conf, e.g. `max_prepared_transactions=10`.
  std::vector<std::string> settings{};
  /// conninfo() of another temporary server: this one becomes its streaming standby, made by pg_basebackup. It takes
  /// over the settings of its primary; pg_promote() ends that.
  std::string standby_of{};
  /// Listen on a free port of 127.0.0.1 too: TLS is for TCP only.
  bool tcp = false;
};

/// A PostgreSQL server of its own, in a temporary folder, on a unix socket unless told otherwise, without fsync. It is
/// stopped and its folder removed with the object, and also when the process dies in any other way: a small shell
/// process watches. Started as root it runs as the user `postgres`, else `nobody`.
///
/// Throws std::runtime_error with the server's own words when it does not start.
class TemporaryServer {
 public:
  explicit TemporaryServer(TemporaryServerOptions options = {});
  TemporaryServer(TemporaryServer&&) noexcept;
  TemporaryServer& operator=(TemporaryServer&&) noexcept;
  ~TemporaryServer();

  /// For the superuser `postgres` on `database`.
  [[nodiscard]] std::string conninfo(std::string_view database = "postgres") const;
  /// On 127.0.0.1; 0 without `tcp`.
  [[nodiscard]] int tcp_port() const noexcept;
  /// Holds the data, the socket and the log file `log`.
  [[nodiscard]] const std::filesystem::path& directory() const noexcept;
  /// Of the postmaster.
  [[nodiscard]] int pid() const noexcept;
  /// What the server has logged.
  [[nodiscard]] std::string log() const;

  /// Stops the server as a crash would (SIGQUIT) and starts it again; connections are lost.
  void restart();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A database on a server, dropped with the object. From a `template_database` it is a clone of that, made in tens
/// of milliseconds; nobody may be connected to the template meanwhile.
class TemporaryDatabase {
 public:
  explicit TemporaryDatabase(const TemporaryServer& server, std::string_view template_database = "template1");
  /// On any server; `conninfo` is for a user who may create databases.
  TemporaryDatabase(std::string conninfo, std::string_view template_database);
  TemporaryDatabase(TemporaryDatabase&&) noexcept;
  TemporaryDatabase& operator=(TemporaryDatabase&&) noexcept;
  ~TemporaryDatabase();

  [[nodiscard]] const std::string& name() const noexcept;
  [[nodiscard]] const std::string& conninfo() const noexcept;

 private:
  void drop() noexcept;

  std::string server_;
  std::string name_;
  std::string conninfo_;
};

/// A transaction that is rolled back with the object, so that a test leaves nothing behind. To code under test it is an
/// Executor in autocommit: each statement runs behind a savepoint, so that one that fails does not fail the next. What
/// happens at COMMIT (deferred constraints, serialization failures) cannot be tested in it.
class TestTransaction final : public Executor {
 public:
  /// On a connection of its own. `pool` must outlive it.
  explicit TestTransaction(Pool& pool);
  ~TestTransaction() override;

  CommandResult execute(std::string_view sql);

  /// As Pool::transaction, but a savepoint, whatever the options say.
  template <typename Function>
  auto transaction(const TransactionOptions&, Function&& function) {
    return transaction_.transaction(std::forward<Function>(function));
  }
  template <typename Function>
  auto transaction(Function&& function) {
    return transaction_.transaction(std::forward<Function>(function));
  }

 private:
  [[nodiscard]] detail::Session& acquire_session(const detail::SessionRequest& request) override;
  void release_session(detail::Session& session) noexcept override;

  Connection connection_;
  Transaction transaction_;
};

/// Empties the tables of a database between tests and starts its sequences again, in one transaction. It deletes
/// instead of truncating, which is faster for the few rows of a test. Tables of extensions stay as they are. Triggers
/// fire.
class Cleaner {
 public:
  /// `keep` are tables that stay as they are, as `to_regclass` reads their names. `pool` must outlive it.
  explicit Cleaner(Pool& pool, std::vector<std::string> keep = {"schema_migrations", "schema_migrations_history"});
  void clean();

 private:
  Pool& pool_;
  std::string script_;
};

}  // namespace pgscribe::testing
