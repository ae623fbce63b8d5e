#include "cli/unified_diff.hpp"

#include <doctest/doctest.h>

using pgscribe::cli::unified_diff;

TEST_CASE("equal texts have no difference") { CHECK(unified_diff("a\nb\n", "a\nb\n", "x", "y").empty()); }

TEST_CASE("a change has three lines of context") {
  CHECK(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "old", "new") ==
        "--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("a new file, a file that is gone, a missing last newline") {
  CHECK(unified_diff("", "a\n", "/dev/null", "new") == "--- /dev/null\n+++ new\n@@ -0,0 +1 @@\n+a\n");
  CHECK(unified_diff("a\n", "", "old", "/dev/null") == "--- old\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n");
  CHECK(unified_diff("a", "b\n", "old", "new") ==
        "--- old\n+++ new\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
}
