#include "pgscribe/expected.hpp"

// Errors of the runtime, caught for those who want them as values.

namespace pgscribe::detail {

std::shared_ptr<const Error> error_of(void* context, void (*run)(void* context)) {
  try {
    run(context);
    return nullptr;
  } catch (const Error& error) {
    return error.clone();
  }
}

void throw_no_error() { throw UsageError("error() of a result that has a value"); }

}  // namespace pgscribe::detail
