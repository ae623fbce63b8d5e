#include <pqxx/pqxx>

#include "data.hpp"
#include "libpq_calls.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// One row by its primary key, decoded into a struct.

namespace bench {

namespace {

constexpr std::size_t kOperations = 5'000;

template <typename Get>
void get_all(std::size_t operations, Get get) {
  for (std::size_t i = 0; i < operations; ++i) {
    const auto id = static_cast<std::int64_t>(i * 7919 % kAccounts);
    if (get(id)->id != id) throw std::runtime_error("another account");
  }
}

Contender by_libpq(const std::string& conninfo) {
  auto connection = libpq_connect(conninfo);
  libpq_prepare(connection.get(), "get_account", kGetAccountSql);
  return {"libpq, prepared, text", kOperations, [connection](std::size_t operations) {
            get_all(operations, [&](std::int64_t id) { return libpq_get_account(connection.get(), id); });
          }};
}

template <typename Executor>
Contender by_pgscribe(std::string name, std::shared_ptr<Executor> executor) {
  return {std::move(name), kOperations, [executor](std::size_t operations) {
            db::Querier querier{*executor};
            get_all(operations, [&](std::int64_t id) { return querier.get_account(id); });
          }};
}

// libpqxx 8 has no exec_prepared any more.
template <typename Transaction>
concept ExecutesPrepared = requires(Transaction& transaction) {
  transaction.exec_prepared("get_account", std::int64_t{});
};

template <typename Transaction>
std::optional<db::Account> get_account(Transaction& transaction, std::int64_t id) {
  std::optional<db::Account> account;
  if constexpr (ExecutesPrepared<Transaction>) {
    const pqxx::result result = transaction.exec_prepared("get_account", id);
    const pqxx::row row = result[0];
    account.emplace();
    account->id = row[0].template as<std::int64_t>();
    account->name = row[1].template as<std::string>();
    if (!row[2].is_null()) account->seen_at = *pgscribe::parse_timestamptz(row[2].template as<std::string>());
    account->active = row[3].template as<bool>();
    account->profile.text = row[4].template as<std::string>();
  }
  return account;
}

Contender by_libpqxx(const std::string& conninfo) {
  auto connection = std::make_shared<pqxx::connection>(conninfo);
  connection->prepare("get_account", kGetAccountSql);
  return {"libpqxx exec_prepared, as<>", kOperations, [connection](std::size_t operations) {
            pqxx::nontransaction transaction{*connection};
            get_all(operations, [&](std::int64_t id) { return get_account(transaction, id); });
          }};
}

}  // namespace

Scenario select_by_key(const std::string& conninfo) {
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  auto lease = std::make_shared<pgscribe::Connection>(pool->acquire());
  Scenario scenario{
      "SELECT by primary key",
      {by_libpq(conninfo), by_pgscribe("pgscribe on a lease", lease), by_pgscribe("pgscribe on the pool", pool)},
      {}};
  scenario.targets = {{"pgscribe on a lease", "libpq, prepared, text", Clock::cpu, 1.10},
                      {"pgscribe on the pool", "libpq, prepared, text", Clock::cpu, 1.20}};
  if constexpr (ExecutesPrepared<pqxx::nontransaction>) {
    scenario.contenders.push_back(by_libpqxx(conninfo));
    scenario.targets.push_back({"pgscribe on a lease", "libpqxx exec_prepared, as<>", Clock::cpu, 1.4, true});
  }
  return scenario;
}

}  // namespace bench
