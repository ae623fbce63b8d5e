#include <stdexcept>

#include "data.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// A search with optional filters: the statement written for just the filters that are given, the variant of a
// statement with all of them, and the statement that asks `$n IS NULL OR`.

namespace bench {

namespace {

constexpr std::size_t kOperations = 3'000;

using Lease = std::shared_ptr<pgscribe::Connection>;

template <typename Search>
Contender searching(std::string name, const Lease& lease, Search search) {
  return {std::move(name), kOperations, [lease, search](std::size_t operations) {
            const db::Querier querier{*lease};
            for (std::size_t i = 0; i < operations; ++i) {
              const auto low = static_cast<std::int64_t>(i * 7919 % (kAccounts - 100));
              if (search(querier, low).empty()) throw std::runtime_error("no account");
            }
          }};
}

}  // namespace

Scenario dynamic_query(const std::string& conninfo) {
  const auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  const auto lease = std::make_shared<pgscribe::Connection>(pool->acquire());
  Scenario scenario{"a search with two of four filters",
                    {searching("written for them", lease,
                               [pool](const db::Querier& querier, std::int64_t low) {
                                 return querier.accounts_from({.low = low, .active = true});
                               }),
                     searching("@optional", lease,
                               [pool](const db::Querier& querier, std::int64_t low) {
                                 return querier.search_accounts({.low = low, .active = true});
                               }),
                     searching("$n IS NULL OR", lease,
                               [pool](const db::Querier& querier, std::int64_t low) {
                                 return querier.search_accounts_with_nulls({.low = low, .active = true});
                               })},
                    {}};
  scenario.targets = {{"@optional", "written for them", Clock::cpu, 1.05},
                      {"@optional", "written for them", Clock::wall, 1.05}};
  return scenario;
}

}  // namespace bench
