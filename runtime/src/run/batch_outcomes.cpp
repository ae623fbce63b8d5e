#include "run/batch_outcomes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "session/server_error.hpp"

namespace pgscribe::detail {

void BatchOutcomes::fail(std::size_t element, const Error& error) { fail(element, named_after_query(error)); }

void BatchOutcomes::settle_open(std::span<const std::size_t> elements) {
  for (const std::size_t element : open_of(elements)) note_good(element);
}

void BatchOutcomes::fail_open(std::span<const std::size_t> elements, const Error& error) {
  const std::shared_ptr<const Error> named = named_after_query(error);
  for (const std::size_t element : open_of(elements)) fail(element, named);
}

void BatchOutcomes::fail_good_and_open(std::span<const std::size_t> elements, const Error& error) {
  for (const std::size_t element : elements) {
    if (outcomes_[element] == Outcome::good) outcomes_[element] = Outcome::open;
  }
  fail_open(elements, error);
}

std::vector<std::size_t> BatchOutcomes::open_of(std::span<const std::size_t> elements) const {
  std::vector<std::size_t> open;
  std::copy_if(elements.begin(), elements.end(), std::back_inserter(open),
               [&](std::size_t element) { return outcomes_[element] == Outcome::open; });
  return open;
}

void BatchOutcomes::fail(std::size_t element, std::shared_ptr<const Error> named) {
  outcomes_[element] = Outcome::failed;
  sink_.fail(sink_.context, element, std::move(named));
}

std::shared_ptr<const Error> BatchOutcomes::named_after_query(const Error& error) const {
  std::shared_ptr<const Error> result;
  try {
    try {
      error.raise();
    } catch (const Error&) {
      rethrow_for_query(name_);
    }
  } catch (const Error& named) {
    result = named.clone();
  }
  return result;
}

}  // namespace pgscribe::detail
