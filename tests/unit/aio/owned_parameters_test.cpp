#include "owned_parameters.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <optional>
#include <string>

#include "pgscribe/codecs.hpp"

using namespace pgscribe;
using aio::detail::OwnedParameters;

namespace {

struct Params {
  std::string text{};
  std::optional<std::string> nothing{};
  std::int32_t number{};
};

constexpr Parameter kParameters[] = {PGSCRIBE_PARAMETER(Params, text, "text", codec::text),
                                     PGSCRIBE_PARAMETER(Params, nothing, "nothing", codec::text),
                                     PGSCRIBE_PARAMETER(Params, number, "number", codec::int4)};

std::string_view value(const OwnedParameters& parameters, std::size_t index) {
  return {parameters.values()[index], static_cast<std::size_t>(parameters.lengths()[index])};
}

}  // namespace

TEST_CASE("parameters refer to nothing of the caller's") {
  auto params = std::make_unique<Params>(Params{std::string(1000, 'a'), std::nullopt, 258});
  const OwnedParameters owned{kParameters, fields(*params)};
  std::memset(params->text.data(), 'b', params->text.size());
  params.reset();
  CHECK(owned.size() == 3);
  CHECK(value(owned, 0) == std::string(1000, 'a'));
  CHECK(owned.values()[1] == nullptr);
  CHECK(value(owned, 2) == std::string("\0\0\1\2", 4));
  CHECK(owned.formats()[2] == 1);
}

TEST_CASE("empty text is not NULL") {
  const OwnedParameters owned{kParameters, fields(Params{})};
  CHECK(owned.values()[0] != nullptr);
  CHECK(owned.lengths()[0] == 0);
}

TEST_CASE("values of different calls do not mix") {
  const Params first{"first", "x", 1};
  const Params second{"second", std::nullopt, 2};
  const OwnedParameters a{kParameters, fields(first)};
  const OwnedParameters b{kParameters, fields(second)};
  CHECK(value(a, 0) == "first");
  CHECK(value(a, 1) == "x");
  CHECK(value(b, 0) == "second");
}
