#pragma once

// Golden cases: a folder <topic>/<name> of inputs, and what pgscribe makes of them. With a generator.yaml it is
// generated and compared with expected/ (and stderr.txt), or of the topic vet what is found with stderr.txt; else
// schema.sql and query.sql are analysed and compared with analysis.json, explain.txt and stderr.txt. UPDATE_GOLDEN=1
// writes what came out instead.

namespace pgscribe::golden {

/// Checks, or writes anew, the case in this folder of tests/golden. Changes the working directory.
void check(const char* name);

}  // namespace pgscribe::golden
