#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pgscribe/statement.hpp"
#include "session/session.hpp"

// Types that are not built in, asked for by name once per connection.

namespace pgscribe::detail {

/// Asks the server, where this connection has not yet, for the types that are not built in and that the statement reads
/// or sends, and compares what they are made of with what was generated: the attributes of a composite, what a domain
/// or a range is over. Throws UnexpectedType.
void resolve_types(Session& session, std::span<const Column> columns, std::span<const Parameter> parameters,
                   Deadline deadline, const char* name);

/// Whether a result column of type `oid` is of the type that this codec is for. Its types were resolved.
[[nodiscard]] bool accepts_result(const KnownTypes& types, const Codec& codec, std::uint32_t oid) noexcept;

/// Throws UnexpectedType when the column, which is of type `oid` below its domains, is not of the type that this codec
/// is for; what is known of types is forgotten then, since it may be outdated. Its types were resolved.
void require_type(KnownTypes& types, const char* column, const Codec& codec, std::uint32_t oid);

/// What the parameters are declared as, 0 where the server decides. Their types were resolved.
void declare(const KnownTypes& types, std::span<const Parameter> parameters, std::vector<unsigned>& oids);

}  // namespace pgscribe::detail
