#pragma once

#include "catalog/ddl_context.hpp"

// Views analysed anew when what they read has changed.

namespace pgscribe::catalog {

/// Brings what is known of views (NULLs, keys, row counts) up to date with what the statement has changed below them:
/// a column may be NULL again, a key be gone. Their queries are analysed once more; where a query cannot be, or means
/// other objects by now than those the view reads, nothing is claimed of it any more.
void refresh_views(DdlContext& context);

}  // namespace pgscribe::catalog
