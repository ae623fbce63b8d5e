#pragma once

#include <string>

#include "measure.hpp"

namespace bench {

/// The scenarios; each opens connections of its own and keeps them in its contenders.
[[nodiscard]] Scenario select_by_key(const std::string& conninfo);
[[nodiscard]] Scenario read_many(const std::string& conninfo);
[[nodiscard]] Scenario copy_rows(const std::string& conninfo);
[[nodiscard]] Scenario batch_rows(const std::string& conninfo);
/// One commit against one for each element.
[[nodiscard]] Scenario durable_batch(const std::string& conninfo);
/// What it costs that a statement which writes and returns rows is committed only when they have been read.
[[nodiscard]] Scenario write_returning(const std::string& conninfo);
[[nodiscard]] Scenario bulk_upsert(const std::string& conninfo);
/// Parents with children.
[[nodiscard]] Scenario nested_rows(const std::string& conninfo);
/// Optional filters.
[[nodiscard]] Scenario dynamic_query(const std::string& conninfo);
/// What preparing costs in round trips.
[[nodiscard]] Scenario first_use(const std::string& conninfo);
[[nodiscard]] Scenario acquire_and_release(const std::string& conninfo);

/// Allocations per row of fixed-size columns; false when there are any.
bool count_allocations(const std::string& conninfo);

}  // namespace bench
