#include "pgscribe/variants.hpp"

#include <array>
#include <string>
#include <vector>

#include "pgscribe/error.hpp"
#include "pgscribe/patch.hpp"
#include "pgscribe/stream.hpp"

// Variants of a query: their texts put together from its pieces, and where they are kept.

namespace pgscribe {

/// The statement refers to what stands beside it, so it stays where it was made.
struct Variants::Variant {
  VariantKey key = 0;
  std::string sql;
  std::string name;
  std::vector<Parameter> parameters;
  Statement statement;
};

/// A hash table that only grows: whoever finds a free slot puts its variant there, and nobody moves it.
struct Variants::Table {
  static constexpr std::size_t kSlots = 2 * kKept;

  std::array<std::atomic<const Variant*>, kSlots> slots{};
  std::atomic<std::size_t> promised{0};  // to callers that are about to put a variant in

  // Fibonacci hashing: keys differ in few bits.
  static std::size_t first_slot(VariantKey key) noexcept { return (key * 0x9E3779B97F4A7C15U) >> 55U; }
  static_assert(kSlots == std::size_t{1} << (64 - 55));
};

namespace {

/// The places of the parameters that a variant has, counted from 1, by their number in the whole statement.
std::vector<int> places_of(std::span<const Piece> pieces, std::size_t parameters, VariantKey key) {
  std::vector<int> places(parameters + 1, 0);
  for (const Piece& piece : pieces) {
    if (piece.condition.holds(key)) places[static_cast<std::size_t>(piece.parameter)] = 1;
  }
  int place = 0;
  for (std::size_t number = 1; number < places.size(); ++number) {
    if (places[number] != 0) places[number] = ++place;
  }
  return places;
}

std::string text_of(std::span<const Piece> pieces, const std::vector<int>& places, VariantKey key) {
  std::string sql;
  for (const Piece& piece : pieces) {
    if (!piece.condition.holds(key)) continue;
    sql += piece.text;
    if (piece.parameter != 0) sql += "$" + std::to_string(places[static_cast<std::size_t>(piece.parameter)]);
  }
  return sql;
}

/// "status,sort newest"
std::string name_of(std::span<const char* const> switches, VariantKey key) {
  std::string name;
  for (std::size_t bit = 0; bit < switches.size(); ++bit) {
    if ((key >> bit & 1U) != 0) name += (name.empty() ? "" : ",") + std::string(switches[bit]);
  }
  return name;
}

/// A stream that keeps its statement.
class OwningSource final : public detail::StreamSource {
 public:
  OwningSource(std::shared_ptr<const void> statement, std::unique_ptr<StreamSource> rows)
      : statement_(std::move(statement)), rows_(std::move(rows)) {}
  [[nodiscard]] bool next(void* row) override { return rows_->next(row); }

 private:
  std::shared_ptr<const void> statement_;  // goes after the rows
  std::unique_ptr<StreamSource> rows_;
};

}  // namespace

std::unique_ptr<Variants::Variant> Variants::make(VariantKey key) const {
  auto variant = std::make_unique<Variant>();
  variant->key = key;
  const std::vector<int> places = places_of(pieces_, whole_.parameters.size(), key);
  variant->sql = text_of(pieces_, places, key);
  variant->name = name_of(switches_, key);
  for (std::size_t i = 0; i < whole_.parameters.size(); ++i) {
    if (places[i + 1] != 0) variant->parameters.push_back(whole_.parameters[i]);
  }
  variant->statement = whole_;
  variant->statement.sql = variant->sql.c_str();
  variant->statement.variant = variant->name.c_str();
  variant->statement.parameters = variant->parameters;
  return variant;
}

Variants::Table& Variants::table() {
  if (Table* known = table_.load(std::memory_order_acquire)) return *known;
  auto made = std::make_unique<Table>();
  Table* known = nullptr;
  if (table_.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel)) known = made.release();
  return *known;
}

ChosenStatement Variants::choose(VariantKey key) {
  Table& table = this->table();
  std::unique_ptr<Variant> made;
  for (std::size_t slot = Table::first_slot(key);; slot = (slot + 1) % Table::kSlots) {
    const Variant* found = table.slots[slot].load(std::memory_order_acquire);
    if (found == nullptr) {
      if (made == nullptr) {
        made = make(key);
        if (table.promised.fetch_add(1, std::memory_order_relaxed) >= kKept) {
          table.promised.fetch_sub(1, std::memory_order_relaxed);
          made->statement.once = true;
          const std::shared_ptr<const Variant> owner = std::move(made);
          return ChosenStatement{owner->statement, owner};
        }
      }
      if (table.slots[slot].compare_exchange_strong(found, made.get(), std::memory_order_acq_rel))
        return ChosenStatement{made.release()->statement};
    }
    if (found->key == key) {
      if (made != nullptr) table.promised.fetch_sub(1, std::memory_order_relaxed);
      return ChosenStatement{found->statement};
    }
  }
}

bool descending(bool wanted, bool reversible) {
  if (wanted && !reversible) throw UsageError("this order has one direction only");
  return wanted;
}

bool in_this_order(bool given, bool same_order) {
  if (given && !same_order) throw UsageError("the cursor is of another order");
  return given;
}

bool only_end(bool given, bool other_given) {
  if (given && other_given) throw UsageError("a page begins behind a row or ends in front of one, not both");
  return given;
}

namespace detail {

void throw_unset_patch() { throw UsageError("the patch has no value: it is not set"); }

std::unique_ptr<StreamSource> run_stream(const ExecutorHandle& executor, const ChosenStatement& statement,
                                         Arguments arguments) {
  std::unique_ptr<StreamSource> rows = run_stream(executor, statement.get(), arguments);
  if (statement.owner() == nullptr) return rows;
  return std::make_unique<OwningSource>(statement.owner(), std::move(rows));
}

}  // namespace detail

}  // namespace pgscribe
