#include <doctest/doctest.h>

#include "analyze/calls/aggregates.hpp"

using namespace pgscribe;
using analyze::GroupingSetNode;
using Sets = std::vector<std::vector<int>>;

namespace {

GroupingSetNode simple(std::vector<int> columns) {
  GroupingSetNode node;
  node.simple = true;
  node.columns = std::move(columns);
  return node;
}
GroupingSetNode make(sql::GroupingSetKind kind, std::vector<GroupingSetNode> sets) {
  GroupingSetNode node;
  node.kind = kind;
  node.sets = std::move(sets);
  return node;
}

}  // namespace

TEST_CASE("ROLLUP is every prefix, the longest first") {
  const auto rollup = make(sql::GroupingSetKind::rollup, {simple({0}), simple({1, 2})});
  CHECK(analyze::expand_grouping_sets({rollup}, 4096) == Sets{{0, 1, 2}, {0}, {}});
}

TEST_CASE("CUBE is every subset") {
  const auto cube = make(sql::GroupingSetKind::cube, {simple({0}), simple({1})});
  CHECK(analyze::expand_grouping_sets({cube}, 4096).size() == 4);
}

TEST_CASE("several sets multiply") {
  const auto rollup = make(sql::GroupingSetKind::rollup, {simple({1})});
  CHECK(analyze::expand_grouping_sets({simple({0}), rollup}, 4096) == Sets{{0, 1}, {0}});
  const auto nested = make(sql::GroupingSetKind::sets, {rollup, make(sql::GroupingSetKind::empty, {})});
  CHECK(analyze::expand_grouping_sets({nested}, 4096) == Sets{{1}, {}, {}});
}

TEST_CASE("more sets than the limit give none") {
  std::vector<GroupingSetNode> columns;
  for (int i = 0; i < 12; ++i) columns.push_back(simple({i}));
  const auto cube = make(sql::GroupingSetKind::cube, columns);
  CHECK(analyze::expand_grouping_sets({cube}, 4096).size() == 4096);
  CHECK(analyze::expand_grouping_sets({cube, cube}, 4096).empty());
}
