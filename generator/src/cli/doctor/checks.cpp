#include "cli/doctor/checks.hpp"

namespace pgscribe::cli::doctor {

const std::vector<Check>& checks() {
  static const std::vector<Check> kChecks{
#define DOCTOR_CHECK(finder, code, threshold, unit, finds) {code, threshold, unit, finder},
#include "cli/doctor/checks.def"
#undef DOCTOR_CHECK
  };
  return kChecks;
}

}  // namespace pgscribe::cli::doctor
