#pragma once

// Golden cases: a folder <topic>/<name> of inputs, and what pgscribe makes of them. With a generator.yaml it is
// generated and compared with expected/ (and stderr.txt), or of the topic vet what is found with stderr.txt; else
// schema.sql and query.sql are analysed and compared with analysis.json, explain.txt and stderr.txt. UPDATE_GOLDEN=1
// writes what came out instead. A file server_version names the release that such a case is for, and grammar the one
// whose grammar it needs (else server_version's); with an older libpg_query it is skipped. What a case without errors
// says of types is held against a server of its release as well (golden.server_N).

namespace pgscribe::golden {

/// Checks, or writes anew, the case in this folder of tests/golden. Changes the working directory.
void check(const char* name);

}  // namespace pgscribe::golden
