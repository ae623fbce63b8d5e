#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pgscribe/statement.hpp"
#include "session/session.hpp"

// Types that are not built in, asked for by name once per connection.

namespace pgscribe::detail {

/// What has to be asked before a statement can run: nothing where the connection knows all of its types.
struct TypesQuestion {
  std::vector<const Codec*> missing{};
  std::string sql{};
};
[[nodiscard]] TypesQuestion types_question(const Session& session, std::span<const Column> columns,
                                           std::span<const Parameter> parameters);

/// Notes what the server answered, and compares it as `resolve_types` says.
void learn_types(Session& session, const TypesQuestion& question, const Result& answer, const char* name);

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
