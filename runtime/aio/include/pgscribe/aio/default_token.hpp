#pragma once

#include <asio/use_awaitable.hpp>

/// The completion token of calls that name none: what `co_await` takes. A compiler without Asio's coroutines (clang 14)
/// has none, and every call names its own there.
namespace pgscribe::aio {

#ifdef ASIO_HAS_CO_AWAIT
using DefaultToken = asio::use_awaitable_t<>;
#else
struct DefaultToken;
#endif

}  // namespace pgscribe::aio
