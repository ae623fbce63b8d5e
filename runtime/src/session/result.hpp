#pragma once

#include <libpq-fe.h>

#include <memory>

// A PGresult that is owned.

namespace pgscribe::detail {

struct ResultDeleter {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultDeleter>;

}  // namespace pgscribe::detail
