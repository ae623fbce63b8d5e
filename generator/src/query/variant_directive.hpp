#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/comment.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// `-- @optional` and the other lines that say what of a statement may vary.

namespace pgscribe::query {

/// A name in a directive, and where it stands.
struct PlacedName {
  std::string text;
  Span span;
};

/// One item of `@optional`: what may be left out.
struct OptionalItem {
  enum class Kind {
    parameter,  ///< `status`: the conditions that mention it
    group,      ///< `(low, high)` or `range (low, high)`: those that mention any of them
    flag,       ///< `:verified`: those behind a comment of that name
    join,       ///< `join t when name_like`
  };
  Kind kind = Kind::parameter;
  PlacedName name;                ///< of a group without one: empty
  std::vector<PlacedName> parts;  ///< of a group: its parameters; of a join: the switches that need it
};

/// `@order sort name desc-able: u.full_name, u.id`: one way to sort, instead of the statement's own.
struct OrderItem {
  PlacedName order;
  PlacedName label;
  Span list;                   ///< what stands behind ORDER BY; empty: the statement's own
  bool is_reversible = false;  ///< desc-able
};

/// `@patch` or `@patch name, price`: which assignments of an UPDATE are sent only when they are given.
struct PatchItem {
  std::vector<PlacedName> names;  ///< empty: all
  Span span;
};

/// `@keyset after, before`: pages that begin behind a row, or end in front of one.
struct KeysetItem {
  PlacedName after;
  PlacedName before;  ///< "" where there is none
  Span span;
};

/// `@bulk distinct in order (email, name)`: one statement for a range of rows.
struct BulkItem {
  std::vector<PlacedName> names;  ///< the parameters that each row has of its own; empty: all
  bool is_distinct = false;       ///< of rows with the same key only the last is sent
  bool is_in_order = false;       ///< a result for each row, in their order
  Span span;
};

/// What the comments under the name line say of what may vary.
struct VariantDirectives {
  std::vector<OptionalItem> optional;
  std::vector<OrderItem> orders;
  std::vector<PatchItem> patches;
  std::vector<KeysetItem> keysets;
  std::vector<BulkItem> bulks;

  /// Is there one text only? A bulk statement has another one than its author wrote, but always the same.
  [[nodiscard]] bool empty() const { return optional.empty() && orders.empty() && patches.empty() && keysets.empty(); }
};

[[nodiscard]] bool is_variant_directive(std::string_view first_word);
/// Every word of ours with which such a line can begin.
[[nodiscard]] const std::vector<std::string>& variant_directives();

/// Reads a line that begins with one of them into `directives`. False after a report (bad-directive).
bool read_variant_directive(const CommentLine& line, const support::SourceFile& file, VariantDirectives& directives,
                            support::Diagnostics& diagnostics);

}  // namespace pgscribe::query
