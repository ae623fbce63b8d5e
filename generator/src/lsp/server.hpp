#pragma once

#include <iosfwd>

#include "support/file_system.hpp"

// `pgscribe lsp`: a language server over a pair of streams.

namespace pgscribe::lsp {

/// Answers until the client says `exit` or the stream ends; the exit code says whether it has said `shutdown` before.
/// Nothing but messages goes to `out`; failures of the machine, and what is no message, are told on `log`.
[[nodiscard]] int serve(std::istream& in, std::ostream& out, std::ostream& log, const support::FileSystem& files);

}  // namespace pgscribe::lsp
