#pragma once

#include <functional>
#include <string>
#include <vector>

#include "claims.hpp"
#include "random_variant.hpp"

namespace property {

/// A text and the values of its parameters.
struct Sent {
  std::string sql;
  Values values;
};

/// What was sent, and the claims that its answer breaks, in words; none: it keeps them.
struct BrokenText {
  Sent sent;
  std::vector<std::string> claims;
};

/// Sends statements after each other and takes back what they did.
using Run = std::function<std::vector<Answer>(const std::vector<Sent>&)>;

/// What the texts of a statement that varies promise of each other: pages are parts of the list, a join that is left
/// out takes no rows away, a range of rows does what its rows do one by one.
class TextClaims {
 public:
  TextClaims(const Query& query, const AnalyzedQuery& analyzed, const Analyst& analyst, Random& random, const Run& run,
             bool has_triggers)
      : query_(query),
        analyzed_(analyzed),
        analyst_(analyst),
        random_(random),
        run_(run),
        has_triggers_(has_triggers) {}

  BrokenText pages();
  BrokenText joins();
  BrokenText bulk();

 private:
  [[nodiscard]] Sent sent(const SentText& text, const Values& all) const;
  [[nodiscard]] std::vector<Values> elements();
  [[nodiscard]] bool has_same_key(const Values& element, const Values& other) const;
  [[nodiscard]] Sent in_bulk(const std::vector<Values>& elements) const;
  [[nodiscard]] std::string as_array(const std::vector<Values>& elements, std::size_t parameter) const;

  const Query& query_;
  const AnalyzedQuery& analyzed_;
  const Analyst& analyst_;
  Random& random_;
  const Run& run_;
  bool has_triggers_;
};

}  // namespace property
