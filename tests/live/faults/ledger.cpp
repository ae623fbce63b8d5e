#include "ledger.hpp"

#include <map>
#include <stdexcept>

#include "pgscribe/codecs.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/row_source.hpp"

using namespace pgscribe;

namespace faults {

namespace {

constexpr Parameter kEntryParameters[] = {parameter<std::int64_t>("operation", offsetof(Entry, operation), codec::int8),
                                          parameter<std::int32_t>("part", offsetof(Entry, part), codec::int4),
                                          parameter<std::int64_t>("amount", offsetof(Entry, amount), codec::int8)};
constexpr Statement kInsert{.name = "InsertEntry",
                            .sql = "INSERT INTO ledger (operation, part, amount) VALUES ($1, $2, $3)",
                            .parameters = kEntryParameters};
constexpr Column kEntryColumns[] = {column<std::int64_t>("operation", offsetof(Entry, operation), codec::int8),
                                    column<std::int32_t>("part", offsetof(Entry, part), codec::int4),
                                    column<std::int64_t>("amount", offsetof(Entry, amount), codec::int8)};
constexpr Statement kInsertReturning{.name = "InsertEntryReturning",
                                     .sql =
                                         "INSERT INTO ledger (operation, part, amount) VALUES ($1, $2, $3) "
                                         "RETURNING operation, part, amount",
                                     .columns = kEntryColumns,
                                     .parameters = kEntryParameters,
                                     .writes = true};
constexpr CopyStatement kCopy{.name = "CopyEntries", .table = "ledger", .parameters = kEntryParameters};

struct Sum {
  std::int64_t operation = 0;
  std::int64_t rows = 0;
  std::int64_t amount = 0;
};
constexpr Column kSumColumns[] = {column<std::int64_t>("operation", offsetof(Sum, operation), codec::int8),
                                  column<std::int64_t>("rows", offsetof(Sum, rows), codec::int8),
                                  column<std::int64_t>("amount", offsetof(Sum, amount), codec::int8)};
constexpr Statement kSums{.name = "Sums",
                          .sql = "SELECT operation, count(*), sum(amount)::int8 FROM ledger GROUP BY operation",
                          .columns = kSumColumns};

std::int64_t amount_of(std::int64_t operation, int part) {
  return (operation * 1'000'003 + part * 7919) % 1'000'000'007;
}

void require_same(const Entry& entry, const Entry& stored) {
  if (stored.operation != entry.operation || stored.part != entry.part || stored.amount != entry.amount)
    throw std::logic_error("the row of another statement came back");
}

template <typename Element>
Outcome outcome_of(const Element& element) {
  if (element.ok()) return Outcome::committed;
  return dynamic_cast<const ConnectionError*>(element.error()) != nullptr ? Outcome::unknown : Outcome::failed;
}

}  // namespace

void Ledger::create_table(Pool& pool) {
  pool.execute("CREATE TABLE ledger (operation int8 NOT NULL, part int4 NOT NULL, amount int8 NOT NULL)");
}

std::vector<Entry> Ledger::open(int parts) {
  std::vector<Entry> entries;
  const std::lock_guard lock{mutex_};
  const auto operation = static_cast<std::int64_t>(operations_.size());
  operations_.push_back({.parts = parts});
  for (int part = 0; part < parts; ++part) entries.push_back({operation, part, amount_of(operation, part)});
  return entries;
}

void Ledger::settle(std::int64_t operation, Outcome outcome) {
  const std::lock_guard lock{mutex_};
  operations_[static_cast<std::size_t>(operation)].outcome = outcome;
}

void Ledger::verify(Pool& pool, Tally& tally) const {
  std::map<std::int64_t, Sum> sums;
  for (const Sum& sum : many<Sum>(pool, kSums, {})) sums[sum.operation] = sum;
  const std::lock_guard lock{mutex_};
  for (std::size_t i = 0; i < operations_.size(); ++i) {
    const auto operation = static_cast<std::int64_t>(i);
    const auto [parts, outcome] = operations_[i];
    const auto found = sums.find(operation);
    const std::string name = "operation " + std::to_string(operation);
    if (found == sums.end()) {
      if (outcome == Outcome::committed) tally.wrong(name + " was committed and is not there");
      continue;
    }
    if (outcome == Outcome::failed) tally.wrong(name + " failed and is there");
    std::int64_t amount = 0;
    for (int part = 0; part < parts; ++part) amount += amount_of(operation, part);
    if (found->second.rows != parts) {
      tally.wrong(name + " has " + std::to_string(found->second.rows) + " rows instead of " + std::to_string(parts));
    } else if (found->second.amount != amount) {
      tally.wrong(name + " has another checksum");
    }
  }
  if (!sums.empty() && sums.rbegin()->first >= static_cast<std::int64_t>(operations_.size()))
    tally.wrong("rows of no operation");
}

void insert(Executor& executor, const Entry& entry) { exec(executor, kInsert, fields(entry)); }

void insert_returning(Executor& executor, const Entry& entry) {
  require_same(entry, one<Entry>(executor, kInsertReturning, fields(entry)));
}

std::vector<Outcome> insert_batch(Executor& executor, const std::vector<Entry>& entries) {
  std::vector<Outcome> outcomes;
  for (const auto& result : batch_exec(executor, kInsert, batch(std::span<const Entry>{entries})))
    outcomes.push_back(outcome_of(result));
  return outcomes;
}

std::vector<Outcome> insert_batch_returning(Executor& executor, const std::vector<Entry>& entries) {
  const auto results = batch_one<Entry>(executor, kInsertReturning, batch(std::span<const Entry>{entries}));
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (results[i].ok()) require_same(entries[i], results[i].value());
    outcomes.push_back(outcome_of(results[i]));
  }
  return outcomes;
}

std::int64_t copy(Executor& executor, const std::vector<Entry>& entries) {
  return with_row_source<Entry>(entries, [&](RowSource source) { return copy_from(executor, kCopy, source); });
}

}  // namespace faults
