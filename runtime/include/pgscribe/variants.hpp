#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "pgscribe/query.hpp"
#include "pgscribe/statement.hpp"

/// Queries whose text varies from call to call (`@optional`, `@order`, `@keyset`, `@patch`): constant pieces, picked by
/// switches. Nothing of a caller gets into a text.
namespace pgscribe {

/// Which parts of a dynamic query a call wants: one bit a switch.
using VariantKey = std::uint64_t;

/// When a piece is in the text.
struct PieceCondition {
  VariantKey all = 0;   ///< every one of these is on,
  VariantKey any = 0;   ///< one of these is, where there are some,
  VariantKey none = 0;  ///< and none of these

  [[nodiscard]] constexpr bool holds(VariantKey key) const noexcept {
    return (key & all) == all && (any == 0 || (key & any) != 0) && (key & none) == 0;
  }
};

/// A part of a dynamic query's text, with the parameter that stands behind it.
struct Piece {
  const char* text = "";
  /// Its number in the statement with everything in it; 0: none.
  int parameter = 0;
  PieceCondition condition{};
};

/// The statement of one variant. It lives as long as the program where it could be kept, and as long as this else.
class ChosenStatement {
 public:
  explicit ChosenStatement(const Statement& statement, std::shared_ptr<const void> owner = nullptr) noexcept
      : statement_(&statement), owner_(std::move(owner)) {}

  operator const Statement&() const noexcept { return *statement_; }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] const Statement& get() const noexcept { return *statement_; }
  /// Null where the statement lives as long as the program.
  [[nodiscard]] const std::shared_ptr<const void>& owner() const noexcept { return owner_; }

 private:
  const Statement* statement_;
  std::shared_ptr<const void> owner_;
};

/// The variants of one query, each made when it is first used and kept from then on, up to a bound. Those beyond are
/// made for their call, and are not prepared. From any number of threads at a time, without a lock.
class Variants {
 public:
  /// How many variants of one query are kept.
  static constexpr std::size_t kKept = 256;

  /// `whole` has all parameters; `switches` are the names of the bits, for observers. All of it lives as long as this,
  /// which lives as long as the program.
  constexpr Variants(const Statement& whole, std::span<const Piece> pieces,
                     std::span<const char* const> switches) noexcept
      : whole_(whole), pieces_(pieces), switches_(switches) {}
  Variants(const Variants&) = delete;
  Variants& operator=(const Variants&) = delete;

  [[nodiscard]] ChosenStatement choose(VariantKey key);

 private:
  struct Variant;
  struct Table;

  [[nodiscard]] std::unique_ptr<Variant> make(VariantKey key) const;
  [[nodiscard]] Table& table();

  const Statement& whole_;
  std::span<const Piece> pieces_;
  std::span<const char* const> switches_;
  std::atomic<Table*> table_{nullptr};
};

/// The bits of switches, the first one the lowest.
template <typename... Switch>
[[nodiscard]] constexpr VariantKey switches(Switch... on) noexcept {
  VariantKey key = 0;
  std::size_t bit = 0;
  ((key |= static_cast<bool>(on) ? VariantKey{1} << bit++ : (++bit, VariantKey{0})), ...);
  return key;
}

/// Whether an order is asked for from its end. Throws UsageError for one that cannot be turned around.
[[nodiscard]] bool descending(bool wanted, bool reversible);

/// Whether a page has this end. Throws UsageError for a cursor of another way to sort.
[[nodiscard]] bool in_this_order(bool given, bool same_order);
/// The same; throws UsageError where it has the other end, too.
[[nodiscard]] bool only_end(bool given, bool other_given);

/// The members of a cursor as text: opaque, fit for URLs, and with a check that finds texts of other queries and
/// most that were tampered with. It is no secret and no proof: whoever reads the code can make one.
[[nodiscard]] std::string cursor_text(std::string_view query, std::span<const Column> fields, const void* cursor);
/// False, and `cursor` in any state, for a text that is none of the query's.
[[nodiscard]] bool read_cursor(std::string_view text, std::string_view query, std::span<const Column> fields,
                               void* cursor);

namespace detail {

/// A stream whose statement is the call's own.
[[nodiscard]] std::unique_ptr<StreamSource> run_stream(const ExecutorHandle& executor, const ChosenStatement& statement,
                                                       Arguments arguments);

}  // namespace detail

/// `:stream`
template <typename Row>
[[nodiscard]] Stream<Row> stream(const ExecutorHandle& executor, const ChosenStatement& statement,
                                 Arguments arguments) {
  return Stream<Row>{detail::run_stream(executor, statement, arguments)};
}

}  // namespace pgscribe
