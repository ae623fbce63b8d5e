#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "pgscribe/pool.hpp"
#include "tally.hpp"

namespace faults {

enum class Outcome : std::uint8_t { committed, failed, unknown };

/// One row of the table `ledger`, which has no key, so that a row written twice is there twice.
struct Entry {
  std::int64_t operation = 0;
  std::int32_t part = 0;
  std::int64_t amount = 0;
};

/// What clients think they have written, to be compared with what is there. Thread-safe.
class Ledger {
 public:
  static void create_table(pgscribe::Pool& pool);

  /// The rows of a new operation, of which either all or none may appear in the table.
  [[nodiscard]] std::vector<Entry> open(int parts);
  void settle(std::int64_t operation, Outcome outcome);

  /// Compares number and checksum of the rows of every operation with its outcome.
  void verify(pgscribe::Pool& pool, Tally& tally) const;

 private:
  struct Operation {
    int parts = 0;
    Outcome outcome = Outcome::unknown;
  };
  mutable std::mutex mutex_;
  std::vector<Operation> operations_;
};

void insert(pgscribe::Executor& executor, const Entry& entry);
/// With RETURNING; throws std::logic_error when another row comes back.
void insert_returning(pgscribe::Executor& executor, const Entry& entry);
/// The outcome of each entry by itself.
[[nodiscard]] std::vector<Outcome> insert_batch(pgscribe::Executor& executor, const std::vector<Entry>& entries);
/// The same with RETURNING; throws std::logic_error when another row comes back.
[[nodiscard]] std::vector<Outcome> insert_batch_returning(pgscribe::Executor& executor,
                                                          const std::vector<Entry>& entries);
std::int64_t copy(pgscribe::Executor& executor, const std::vector<Entry>& entries);

}  // namespace faults
