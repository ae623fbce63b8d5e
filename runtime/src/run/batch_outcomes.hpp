#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pgscribe/query.hpp"

// What is known of the elements of a batch.

namespace pgscribe::detail {

/// Elements are open until it is known that they stand, or why they do not. Errors go to the batch's sink.
class BatchOutcomes {
 public:
  /// `name` is that of the query, for messages.
  BatchOutcomes(std::size_t size, const char* name, const BatchSink& sink)
      : outcomes_(size, Outcome::open), name_(name), sink_(sink) {}

  void note_good(std::size_t element) { outcomes_[element] = Outcome::good; }
  void fail(std::size_t element, const Error& error);

  /// What was open stands.
  void settle_open(std::span<const std::size_t> elements);
  /// What was open does not, all of it for the same reason.
  void fail_open(std::span<const std::size_t> elements, const Error& error);
  /// Nor does what was thought to stand.
  void fail_good_and_open(std::span<const std::size_t> elements, const Error& error);

  [[nodiscard]] std::vector<std::size_t> open_of(std::span<const std::size_t> elements) const;

 private:
  enum class Outcome : std::uint8_t { open, good, failed };

  void fail(std::size_t element, std::shared_ptr<const Error> named);
  [[nodiscard]] std::shared_ptr<const Error> named_after_query(const Error& error) const;

  std::vector<Outcome> outcomes_;
  const char* name_;
  const BatchSink& sink_;
};

}  // namespace pgscribe::detail
