#pragma once

#include <string>
#include <vector>

#include "differential/random.hpp"

namespace pgscribe::fuzz {

using differential::Random;

/// Makes wrong, odd and hostile texts from good ones. More than half of them change in a way that leaves SQL
/// (gentle_step.hpp); of the others bytes are flipped, cut and repeated; tokens are swapped, dropped,
/// shuffled and taken over from other texts; what parsers stumble over is put in. Same random numbers, same text.
class Mutator {
 public:
  /// `donors` are the texts of which pieces are taken.
  explicit Mutator(const std::vector<std::string>& donors);

  [[nodiscard]] std::string mutate(std::string text, Random& random) const;

 private:
  [[nodiscard]] std::string step(const std::string& text, Random& random) const;

  std::vector<std::vector<std::string>> donors_;  ///< as tokens, none empty
};

}  // namespace pgscribe::fuzz
