#include "analyze/types/polymorphic.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "analyze/types/coercion.hpp"
#include "analyze/types/messages.hpp"
#include "catalog/messages.hpp"

// check_generic_type_consistency and enforce_generic_type_consistency of parse_coerce.c: one matcher serves both,
// because they apply the same rules and differ only in whether they explain a failure.

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

bool is_element_like(Oid type) { return type == oid::anyelement || type == oid::anynonarray || type == oid::anyenum; }
bool is_compatible_element(Oid type) { return type == oid::anycompatible || type == oid::anycompatiblenonarray; }
bool is_first_family(Oid type) {
  return is_element_like(type) || type == oid::anyarray || type == oid::anyrange || type == oid::anymultirange;
}

/// "anyelement" ... as messages name it.
std::string_view pseudo_name(Oid type) {
  switch (type) {
    case oid::anyarray: return "anyarray";
    case oid::anyrange: return "anyrange";
    case oid::anymultirange: return "anymultirange";
    case oid::anycompatiblearray: return "anycompatiblearray";
    case oid::anycompatiblerange: return "anycompatiblerange";
    case oid::anycompatiblemultirange: return "anycompatiblemultirange";
    default: return "anyelement";
  }
}

class Matcher {
 public:
  Matcher(const Catalog& catalog, std::span<const Oid> actual, std::span<const Oid> declared, Oid result,
          bool allow_polymorphic)
      : catalog_(catalog),
        actual_(actual),
        declared_(declared),
        result_(result),
        allow_polymorphic_(allow_polymorphic) {
    note_family_member(result);
  }

  /// Empty: consistent. `complete`: also everything that resolving needs must be known (enforce, not check).
  [[nodiscard]] std::optional<support::Message> match(bool complete) {
    complete_ = complete;
    return collect() && match_first_family() && match_compatible_family() ? std::nullopt : std::move(error_);
  }
  /// After match: what `declared` stands for; kInvalidOid when it could not be determined.
  [[nodiscard]] Oid resolve(Oid declared);
  [[nodiscard]] bool any_polymorphic() const { return first_family_count_ != 0 || has_compatible_; }

 private:
  bool fail(support::Message message) {
    error_ = std::move(message);
    return false;
  }
  bool fail_alike(Oid declared, Oid a, Oid b) {
    return fail(msg::ArgumentsNotAllAlike(pseudo_name(declared), versus(a, b)));
  }
  bool fail_consistent(Oid first, Oid second, Oid a, Oid b) {
    return fail(msg::ArgumentsNotConsistent(pseudo_name(first), pseudo_name(second), versus(a, b)));
  }
  bool fail_kind(Oid declared, std::string_view what, Oid type) {
    return fail(msg::ArgumentNotOfKind(pseudo_name(declared), what, catalog_.format_type(type)));
  }
  bool fail_undetermined(Oid declared) { return fail(msg::PolymorphicTypeUndetermined(pseudo_name(declared))); }
  bool fail_no_array(Oid element) { return fail(msg::NoArrayType(catalog_.format_type(element))); }
  [[nodiscard]] std::string versus(Oid a, Oid b) const {
    return msg::TypeVersusType(catalog_.format_type(a), catalog_.format_type(b));
  }

  void note_family_member(Oid declared);
  bool collect();
  bool collect_one(Oid declared, Oid actual);
  bool unify(Oid& slot, Oid declared, Oid actual);
  bool collect_compatible_range(Oid declared, Oid actual);
  bool match_first_family();
  bool match_array();
  bool match_ranges();
  bool match_compatible_family();
  bool match_compatible_ranges();
  bool check_compatible_containers();
  bool resolve_without_compatible_inputs();

  [[nodiscard]] const catalog::Type* kind(Oid type, catalog::TypeKind wanted) const {
    const catalog::Type* found = catalog_.type(type);
    return found != nullptr && found->kind == wanted ? found : nullptr;
  }
  [[nodiscard]] Oid subtype(Oid range) const {
    const catalog::Type* found = kind(range, catalog::TypeKind::range);
    return found == nullptr ? kInvalidOid : found->subtype;
  }
  [[nodiscard]] Oid range_of(Oid multirange) const {
    const catalog::Type* found = kind(multirange, catalog::TypeKind::multirange);
    return found == nullptr ? kInvalidOid : found->range;
  }
  [[nodiscard]] Oid multirange_of(Oid range) const {
    const catalog::Type* found = kind(range, catalog::TypeKind::range);
    return found == nullptr ? kInvalidOid : found->multirange;
  }

  const Catalog& catalog_;
  std::span<const Oid> actual_;
  std::span<const Oid> declared_;
  Oid result_;
  bool allow_polymorphic_;
  bool complete_ = false;
  std::optional<support::Message> error_;

  int first_family_count_ = 0;
  Oid element_ = kInvalidOid;
  Oid array_ = kInvalidOid;
  Oid range_ = kInvalidOid;
  Oid multirange_ = kInvalidOid;
  bool has_nonarray_ = false;
  bool has_enum_ = false;
  bool has_multirange_ = false;

  bool has_compatible_ = false;
  std::vector<Oid> compatible_inputs_;
  Oid compatible_ = kInvalidOid;
  Oid compatible_array_ = kInvalidOid;
  Oid compatible_range_ = kInvalidOid;
  Oid compatible_subtype_ = kInvalidOid;
  Oid compatible_multirange_ = kInvalidOid;
  bool has_compatible_nonarray_ = false;
  bool has_compatible_array_ = false;
  bool has_compatible_range_ = false;
  bool has_compatible_multirange_ = false;
};

void Matcher::note_family_member(Oid declared) {
  has_nonarray_ |= declared == oid::anynonarray;
  has_enum_ |= declared == oid::anyenum;
  has_multirange_ |= declared == oid::anymultirange;
  has_compatible_nonarray_ |= declared == oid::anycompatiblenonarray;
  has_compatible_array_ |= declared == oid::anycompatiblearray;
  has_compatible_range_ |= declared == oid::anycompatiblerange;
  has_compatible_multirange_ |= declared == oid::anycompatiblemultirange;
}

bool Matcher::collect() {
  for (std::size_t i = 0; i < actual_.size(); ++i) {
    const Oid declared = declared_[i];
    if (!is_polymorphic(declared)) continue;
    note_family_member(declared);
    if (is_first_family(declared)) {
      ++first_family_count_;
    } else {
      has_compatible_ = true;
    }
    const Oid actual = actual_[i];
    if (actual == oid::unknown || (allow_polymorphic_ && actual == declared)) continue;
    if (!collect_one(declared, actual)) return false;
  }
  return true;
}

bool Matcher::unify(Oid& slot, Oid declared, Oid actual) {
  if (slot != kInvalidOid && slot != actual) return fail_alike(declared, slot, actual);
  slot = actual;
  return true;
}

bool Matcher::collect_one(Oid declared, Oid actual) {
  if (is_element_like(declared)) return unify(element_, declared, actual);
  if (is_compatible_element(declared)) {
    compatible_inputs_.push_back(actual);
    return true;
  }
  actual = catalog_.base_type(actual);
  switch (declared) {
    case oid::anyarray: return unify(array_, declared, actual);
    case oid::anyrange: return unify(range_, declared, actual);
    case oid::anymultirange: return unify(multirange_, declared, actual);
    case oid::anycompatiblearray: {
      const Oid element = catalog_.element_type(actual);
      if (element == kInvalidOid) return fail_kind(declared, "an array", actual);
      compatible_inputs_.push_back(element);
      return true;
    }
    default: return collect_compatible_range(declared, actual);
  }
}

bool Matcher::collect_compatible_range(Oid declared, Oid actual) {
  if (declared == oid::anycompatiblemultirange) {
    if (!unify(compatible_multirange_, declared, actual)) return false;
    return range_of(actual) != kInvalidOid || fail_kind(declared, "a multirange type", actual);
  }
  if (compatible_range_ != kInvalidOid) return unify(compatible_range_, declared, actual);
  compatible_range_ = actual;
  compatible_subtype_ = subtype(actual);
  if (compatible_subtype_ == kInvalidOid) return fail_kind(declared, "a range type", actual);
  compatible_inputs_.push_back(compatible_subtype_);
  return true;
}

bool Matcher::match_array() {
  if (array_ == kInvalidOid) return true;
  if (array_ == oid::anyarray) {
    // A column of pg_statistic: its element type is unknown, so it can only stand alone.
    if (!complete_) return true;
    if (first_family_count_ != 1 || (result_ != oid::anyarray && is_first_family(result_))) {
      return fail(msg::AnyarrayElementUndetermined());
    }
    element_ = oid::anyelement;
    return true;
  }
  const Oid element = catalog_.element_type(array_);
  if (element == kInvalidOid) return fail_kind(oid::anyarray, "an array", array_);
  if (element_ == kInvalidOid) element_ = element;
  return element == element_ || fail_consistent(oid::anyarray, oid::anyelement, array_, element_);
}

bool Matcher::match_ranges() {
  if (multirange_ != kInvalidOid) {
    const Oid range = range_of(multirange_);
    if (range == kInvalidOid) return fail_kind(oid::anymultirange, "a multirange type", multirange_);
    if (range_ == kInvalidOid) range_ = range;
    if (range != range_) return fail_consistent(oid::anymultirange, oid::anyrange, multirange_, range_);
  } else if (has_multirange_ && range_ != kInvalidOid) {
    multirange_ = multirange_of(range_);
  }
  if (range_ == kInvalidOid) return true;
  const Oid element = subtype(range_);
  if (element == kInvalidOid) return fail_kind(oid::anyrange, "a range type", range_);
  if (element_ == kInvalidOid) element_ = element;
  return element == element_ || fail_consistent(oid::anyrange, oid::anyelement, range_, element_);
}

bool Matcher::match_first_family() {
  if (first_family_count_ == 0) return true;
  if (!match_array() || !match_ranges()) return false;
  if (element_ == kInvalidOid) {
    if (!complete_) {
      // Nothing but unknowns: possible, except where an enum is wanted and none can be told.
      return !has_enum_ || fail(msg::UnknownIsNotAnEnum());
    }
    if (!allow_polymorphic_) return fail(msg::PolymorphicInputsUnknown());
    element_ = oid::anyelement;
    array_ = oid::anyarray;
    range_ = oid::anyrange;
    multirange_ = oid::anymultirange;
  }
  if (element_ == oid::anyelement) return true;
  if (has_nonarray_ && catalog_.base_element_type(element_) != kInvalidOid) {
    return fail(msg::AnynonarrayIsAnArray(catalog_.format_type(element_)));
  }
  if (has_enum_ && kind(element_, catalog::TypeKind::enum_) == nullptr) {
    return fail(msg::AnyenumIsNotAnEnum(catalog_.format_type(element_)));
  }
  return true;
}

bool Matcher::match_compatible_ranges() {
  if (compatible_multirange_ == kInvalidOid) {
    if (has_compatible_multirange_ && compatible_range_ != kInvalidOid) {
      compatible_multirange_ = multirange_of(compatible_range_);
    }
    return true;
  }
  const Oid range = range_of(compatible_multirange_);
  if (compatible_range_ != kInvalidOid) {
    return range == compatible_range_ || fail_consistent(oid::anycompatiblemultirange, oid::anycompatiblerange,
                                                         compatible_multirange_, compatible_range_);
  }
  compatible_range_ = range;
  compatible_subtype_ = subtype(range);
  has_compatible_range_ = true;
  compatible_inputs_.push_back(compatible_subtype_);
  return true;
}

bool Matcher::resolve_without_compatible_inputs() {
  if (!complete_) return true;
  if (allow_polymorphic_) {
    compatible_ = oid::anycompatible;
    compatible_array_ = oid::anycompatiblearray;
    compatible_range_ = oid::anycompatiblerange;
    compatible_multirange_ = oid::anycompatiblemultirange;
    return true;
  }
  // Only unknowns: text, as for any other literal; no range type can be guessed.
  compatible_ = oid::text;
  compatible_array_ = oid::text_array;
  if (has_compatible_range_) return fail_undetermined(oid::anycompatiblerange);
  if (has_compatible_multirange_) return fail_undetermined(oid::anycompatiblemultirange);
  return true;
}

bool Matcher::match_compatible_family() {
  if (!has_compatible_) return true;
  if (!match_compatible_ranges()) return false;
  if (compatible_inputs_.empty()) return resolve_without_compatible_inputs();

  compatible_ = find_common_type(catalog_, compatible_inputs_);
  if (compatible_ == kInvalidOid) {
    return fail(msg::ArgumentTypesCannotBeMatched(catalog_.format_type(compatible_inputs_.front()),
                                                  catalog_.format_type(compatible_inputs_.back())));
  }
  for (const Oid input : compatible_inputs_) {
    const std::array<Oid, 1> from{input};
    const std::array<Oid, 1> to{compatible_};
    if (!can_coerce(catalog_, from, to, CoercionContext::implicit)) {
      return fail(msg::AnycompatibleWithoutCommonType());
    }
  }
  return check_compatible_containers();
}

bool Matcher::check_compatible_containers() {
  if (complete_ && has_compatible_array_) {
    compatible_array_ = catalog_.array_type(compatible_);
    if (compatible_array_ == kInvalidOid) return fail_no_array(compatible_);
  }
  if (complete_ && has_compatible_range_ && compatible_range_ == kInvalidOid) {
    return fail_undetermined(oid::anycompatiblerange);
  }
  if (complete_ && has_compatible_multirange_ && compatible_multirange_ == kInvalidOid) {
    return fail_undetermined(oid::anycompatiblemultirange);
  }
  if (compatible_subtype_ != kInvalidOid && compatible_subtype_ != compatible_) {
    const bool range = has_compatible_range_;
    return fail(msg::RangeDoesNotMatchAnycompatible(
        range ? "anycompatiblerange" : "anycompatiblemultirange",
        catalog_.format_type(range ? compatible_range_ : compatible_multirange_), catalog_.format_type(compatible_)));
  }
  if (has_compatible_nonarray_ && catalog_.base_element_type(compatible_) != kInvalidOid) {
    return fail(msg::AnycompatiblenonarrayIsAnArray(catalog_.format_type(compatible_)));
  }
  return true;
}

Oid Matcher::resolve(Oid declared) {
  if (is_element_like(declared)) return element_;
  if (is_compatible_element(declared)) return compatible_;
  switch (declared) {
    case oid::anyarray: return array_ != kInvalidOid ? array_ : catalog_.array_type(element_);
    case oid::anyrange: return range_;
    case oid::anymultirange: return multirange_;
    case oid::anycompatiblearray: return compatible_array_;
    case oid::anycompatiblerange: return compatible_range_;
    case oid::anycompatiblemultirange: return compatible_multirange_;
    default: return declared;
  }
}

support::Message undetermined(const Catalog& catalog, Oid declared, Oid element) {
  if (declared == oid::anyarray) {
    return msg::NoArrayType(catalog.format_type(element));
  }
  return msg::PolymorphicTypeUndetermined(pseudo_name(declared));
}

}  // namespace

bool is_polymorphic(Oid type) {
  return is_first_family(type) || is_compatible_element(type) || type == oid::anycompatiblearray ||
         type == oid::anycompatiblerange || type == oid::anycompatiblemultirange;
}

bool is_polymorphic_consistent(const Catalog& catalog, std::span<const Oid> actual, std::span<const Oid> declared) {
  Matcher matcher(catalog, actual, declared, kInvalidOid, false);
  return !matcher.match(false).has_value();
}

std::variant<Oid, support::Message> find_polymorphic_result(const Catalog& catalog, std::span<const Oid> actual,
                                                            std::vector<Oid>& declared, Oid result,
                                                            bool allow_polymorphic) {
  Matcher matcher(catalog, actual, std::span<const Oid>(declared).first(actual.size()), result, allow_polymorphic);
  if (auto error = matcher.match(true)) return std::move(*error);
  if (!matcher.any_polymorphic()) return result;

  for (std::size_t i = 0; i < actual.size(); ++i) {
    // First-family inputs of known type already are what they should be; a domain over an array goes in as its base
    // type.
    if (is_first_family(declared[i]) && actual[i] != oid::unknown) continue;
    const Oid resolved = matcher.resolve(declared[i]);
    if (resolved == kInvalidOid) return undetermined(catalog, declared[i], matcher.resolve(oid::anyelement));
    declared[i] = resolved;
  }
  const Oid resolved = matcher.resolve(result);
  if (resolved == kInvalidOid) return undetermined(catalog, result, matcher.resolve(oid::anyelement));
  return resolved;
}

Oid resolve_polymorphic(ParseState& state, std::span<const Oid> actual, std::vector<Oid>& declared, Oid result,
                        bool allow_polymorphic, Span location) {
  auto resolved = find_polymorphic_result(state.context.catalog, actual, declared, result, allow_polymorphic);
  if (const Oid* type = std::get_if<Oid>(&resolved)) return *type;
  fail(state, location, std::move(std::get<support::Message>(resolved)));
}

}  // namespace pgscribe::analyze
