#pragma once

#include <doctest/doctest.h>

#include <memory>

#include "querier.hpp"
#include "show.hpp"
#include "values.hpp"

namespace sample {

/// One test on the seeded database: everything runs in one transaction, which is rolled back at the end. The database
/// is made once per process; sequences keep their place from test to test.
class SampleTest {
 public:
  SampleTest();
  ~SampleTest();
  SampleTest(const SampleTest&) = delete;
  SampleTest& operator=(const SampleTest&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;

 protected:
  media::Querier db;
};

}  // namespace sample
