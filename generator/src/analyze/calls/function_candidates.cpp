#include <algorithm>
#include <utility>

#include "analyze/calls/function_resolution.hpp"
#include "analyze/types/coercion.hpp"

// Which functions a call can mean, and which of them fits best: FuncnameGetCandidates of namespace.c,
// func_match_argtypes and func_select_candidate of parse_func.c.

namespace pgscribe::analyze {

using catalog::Catalog;
using catalog::kInvalidOid;
namespace oid = catalog::oid;

namespace {

/// A function's arguments as one call sees them: with OUT arguments for CALL.
struct CallableArguments {
  std::vector<Oid> types;
  std::vector<std::string_view> names;  ///< empty: the function names none
};

CallableArguments callable_arguments(const catalog::Function& function, bool include_out) {
  CallableArguments result;
  bool any_name = false;
  for (const catalog::FunctionArgument& argument : function.arguments) {
    if (!is_input(argument.mode) && !(include_out && argument.mode == catalog::ArgumentMode::out)) continue;
    result.types.push_back(argument.type);
    result.names.push_back(argument.name);
    any_name |= !argument.name.empty();
  }
  if (!any_name) result.names.clear();
  if (function.arguments.empty() || !include_out) result.types = function.input_types;
  return result;
}

/// MatchNamedCall: the declared position of each given argument, then of each one left to its default. Empty: no match.
std::vector<int> match_names(const CallableArguments& arguments, const CandidateQuery& query, int default_count) {
  const std::size_t declared = arguments.types.size();
  if (arguments.names.empty()) return {};
  std::vector<bool> given(declared, false);
  std::vector<int> order;
  const std::size_t positional = query.argument_count - query.names.size();
  for (std::size_t i = 0; i < positional; ++i) {
    given[i] = true;
    order.push_back(static_cast<int>(i));
  }
  for (const std::string& name : query.names) {
    const auto found = std::find(arguments.names.begin(), arguments.names.end(), name);
    if (found == arguments.names.end()) return {};
    const auto position = static_cast<std::size_t>(found - arguments.names.begin());
    if (given[position]) return {};
    given[position] = true;
    order.push_back(static_cast<int>(position));
  }
  const std::size_t first_default = declared - static_cast<std::size_t>(default_count);
  for (std::size_t i = positional; i < declared; ++i) {
    if (given[i]) continue;
    if (i < first_default) return {};
    order.push_back(static_cast<int>(i));
  }
  return order;
}

/// The candidate that `function` is for this call, if its argument count and names fit.
std::optional<Candidate> make_candidate(const catalog::Function& function, const CandidateQuery& query) {
  const CallableArguments arguments = callable_arguments(function, query.include_out_arguments);
  const std::size_t declared = arguments.types.size();
  const std::size_t given = query.argument_count;
  const bool named = !query.names.empty();
  // An expanded variadic array has nameless elements, so named notation cannot reach it.
  if (named && function.variadic != kInvalidOid && query.expand_variadic) return std::nullopt;
  const bool variadic = !named && query.expand_variadic && declared <= given && function.variadic != kInvalidOid;
  const bool use_defaults = declared > given && query.expand_defaults;
  if (use_defaults && given + static_cast<std::size_t>(function.default_count) < declared) return std::nullopt;
  if (declared != given && !variadic && !use_defaults) return std::nullopt;

  Candidate candidate;
  candidate.function = &function;
  candidate.types = arguments.types;
  if (named) {
    candidate.arg_order = match_names(arguments, query, function.default_count);
    if (candidate.arg_order.empty()) return std::nullopt;
    for (std::size_t i = 0; i < declared; ++i) {
      candidate.types[i] = arguments.types[static_cast<std::size_t>(candidate.arg_order[i])];
    }
  }
  if (variadic) {
    candidate.variadic_count = static_cast<int>(given - declared + 1);
    candidate.types.resize(given, function.variadic);
    candidate.types[declared - 1] = function.variadic;
  }
  if (use_defaults) candidate.default_count = static_cast<int>(declared - given);
  return candidate;
}

/// Same argument types as far as the call gives them.
bool same_arguments(const Candidate& a, const Candidate& b) {
  const std::size_t count = a.types.size() - static_cast<std::size_t>(a.default_count);
  if (count != b.types.size() - static_cast<std::size_t>(b.default_count)) return false;
  return std::equal(a.types.begin(), a.types.begin() + static_cast<std::ptrdiff_t>(count), b.types.begin());
}

std::size_t path_position(const std::vector<std::string>& path, const Candidate& candidate) {
  const auto found = std::find(path.begin(), path.end(), candidate.function->schema);
  return static_cast<std::size_t>(found - path.begin());
}

/// Adds a candidate unless an equal one is preferred; where neither is, the older becomes "several functions".
void add_candidate(std::vector<Candidate>& candidates, std::vector<std::size_t>& positions, Candidate added,
                   std::size_t position) {
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& other = candidates[i];
    if (!same_arguments(other, added)) continue;
    if (position > positions[i]) return;
    if (position == positions[i] && added.variadic_count > 0 && other.variadic_count == 0) return;
    const bool prefer_added = position < positions[i] || (added.variadic_count == 0 && other.variadic_count > 0);
    if (prefer_added) {
      other = std::move(added);
      positions[i] = position;
    } else {
      other.function = nullptr;
    }
    return;
  }
  candidates.push_back(std::move(added));
  positions.push_back(position);
}

}  // namespace

std::vector<Candidate> find_candidates(const Catalog& catalog, const sql::QualifiedName& name,
                                       const CandidateQuery& query) {
  const std::string schema = name.parts.size() >= 2 ? name.parts[name.parts.size() - 2] : std::string();
  const std::vector<std::string>& path = catalog.search_path();
  std::vector<Candidate> candidates;
  std::vector<std::size_t> positions;
  for (const catalog::Function* function : catalog.find_functions(schema, name.last())) {
    auto candidate = make_candidate(*function, query);
    if (!candidate) continue;
    const std::size_t position = schema.empty() ? path_position(path, *candidate) : 0;
    add_candidate(candidates, positions, std::move(*candidate), position);
  }
  return candidates;
}

std::vector<Candidate> match_candidates(const Catalog& catalog, const std::vector<Oid>& input_types,
                                        const std::vector<Candidate>& candidates) {
  std::vector<Candidate> matching;
  for (const Candidate& candidate : candidates) {
    const auto declared = std::span<const Oid>(candidate.types).first(input_types.size());
    if (can_coerce(catalog, input_types, declared, CoercionContext::implicit)) matching.push_back(candidate);
  }
  return matching;
}

namespace {

/// The candidates with the highest score, in order.
template <class Score>
void keep_best(std::vector<Candidate>& candidates, Score score) {
  int best = -1;
  std::vector<Candidate> kept;
  for (Candidate& candidate : candidates) {
    const int points = score(candidate);
    if (points < best) continue;
    if (points > best) kept.clear();
    best = points;
    kept.push_back(std::move(candidate));
  }
  candidates = std::move(kept);
}

constexpr char kStringCategory = 'S';

/// What the candidates take at one argument whose type is unknown.
struct SlotCategory {
  char category = '\0';
  bool has_preferred = false;
};

/// String wins; else the one category all candidates agree on. Empty: they disagree.
std::optional<SlotCategory> slot_category(const Catalog& catalog, const std::vector<Candidate>& candidates,
                                          std::size_t slot) {
  SlotCategory result;
  bool conflict = false;
  for (const Candidate& candidate : candidates) {
    const Oid type = candidate.types[slot];
    const char category = type_category(catalog, type);
    const bool preferred = is_preferred_type(catalog, category, type);
    if (result.category == '\0') {
      result = {category, preferred};
    } else if (category == result.category) {
      result.has_preferred |= preferred;
    } else if (category == kStringCategory) {
      result = {category, preferred};
    } else {
      conflict = true;
    }
  }
  if (conflict && result.category != kStringCategory) return std::nullopt;
  return result;
}

bool fits_slot(const Catalog& catalog, const SlotCategory& slot, Oid type) {
  if (type_category(catalog, type) != slot.category) return false;
  return !slot.has_preferred || is_preferred_type(catalog, slot.category, type);
}

/// Drops candidates of the wrong category at unknown arguments, unless that would drop all or the categories are
/// undecided.
void keep_by_category(const Catalog& catalog, const std::vector<Oid>& inputs, std::vector<Candidate>& candidates) {
  std::vector<SlotCategory> slots(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] != oid::unknown) continue;
    const auto slot = slot_category(catalog, candidates, i);
    if (!slot) return;
    slots[i] = *slot;
  }
  std::vector<Candidate> kept;
  for (const Candidate& candidate : candidates) {
    bool fits = true;
    for (std::size_t i = 0; i < inputs.size() && fits; ++i) {
      fits = inputs[i] != oid::unknown || fits_slot(catalog, slots[i], candidate.types[i]);
    }
    if (fits) kept.push_back(candidate);
  }
  if (!kept.empty()) candidates = std::move(kept);
}

/// The single known input type, when all known inputs have it.
Oid single_known_type(const std::vector<Oid>& inputs) {
  Oid known = kInvalidOid;
  for (const Oid input : inputs) {
    if (input == oid::unknown) continue;
    if (known != kInvalidOid && input != known) return kInvalidOid;
    known = input;
  }
  return known;
}

}  // namespace

std::vector<Candidate> select_candidates(const Catalog& catalog, std::vector<Oid> input_types,
                                         std::vector<Candidate> candidates) {
  // Domains count as their base types; a function over the domain itself won earlier, by exact match.
  for (Oid& type : input_types) {
    if (type != oid::unknown) type = catalog.base_type(type);
  }
  const std::size_t count = input_types.size();

  // 1. Most exact matches.
  keep_best(candidates, [&](const Candidate& candidate) {
    int points = 0;
    for (std::size_t i = 0; i < count; ++i) {
      points += static_cast<int>(input_types[i] != oid::unknown && candidate.types[i] == input_types[i]);
    }
    return points;
  });
  if (candidates.size() <= 1) return candidates;

  // 2. Most exact matches or preferred types of the input's category.
  keep_best(candidates, [&](const Candidate& candidate) {
    int points = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (input_types[i] == oid::unknown) continue;
      points +=
          static_cast<int>(candidate.types[i] == input_types[i] ||
                           is_preferred_type(catalog, type_category(catalog, input_types[i]), candidate.types[i]));
    }
    return points;
  });
  if (candidates.size() <= 1) return candidates;

  // 3. Guess the category of unknown inputs.
  if (std::find(input_types.begin(), input_types.end(), oid::unknown) == input_types.end()) return candidates;
  keep_by_category(catalog, input_types, candidates);
  if (candidates.size() <= 1) return candidates;

  // 4. Take the one known type for the unknown inputs, too.
  const Oid known = single_known_type(input_types);
  if (known == kInvalidOid) return candidates;
  std::fill(input_types.begin(), input_types.end(), known);
  std::vector<Candidate> matching = match_candidates(catalog, input_types, candidates);
  return matching.size() == 1 ? matching : candidates;
}

}  // namespace pgscribe::analyze
