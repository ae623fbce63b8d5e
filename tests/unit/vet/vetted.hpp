#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Schema files and queries in, findings out, for tests of the rules.

namespace pgscribe::test {

/// What is found, sorted by place: "unfiltered-change at movies", a line each. `schema` are the files in order; what is
/// wrong with them comes with its code, too.
[[nodiscard]] std::string vetted(const std::vector<std::string>& schema, const std::string& queries = "",
                                 int server_version = 15);
/// Of one statement of a query on `schema`.
[[nodiscard]] std::string vetted_query(const std::string& schema, const std::string& statement);

}  // namespace pgscribe::test
