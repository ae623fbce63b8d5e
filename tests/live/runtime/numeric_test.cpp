#include <array>
#include <random>

#include "live_database.hpp"
#include "pgscribe/types/numeric.hpp"

// Arithmetic of Numeric against the server's: the same digits and the same scale.

using namespace pgscribe;

namespace {

struct Results {
  std::string sum{};
  std::string difference{};
  std::string product{};
  std::string rounded{};
  bool less = false;
  bool equal = false;
};

constexpr Column kColumns[] = {
    column<std::string>("sum", offsetof(Results, sum), codec::text),
    column<std::string>("difference", offsetof(Results, difference), codec::text),
    column<std::string>("product", offsetof(Results, product), codec::text),
    column<std::string>("rounded", offsetof(Results, rounded), codec::text),
    column<bool>("less", offsetof(Results, less), codec::bool_),
    column<bool>("equal", offsetof(Results, equal), codec::bool_),
};
constexpr Parameter kParameters[] = {parameter<Numeric>("a", 0, codec::numeric),
                                     parameter<Numeric>("b", 0, codec::numeric),
                                     parameter<std::int32_t>("scale", 0, codec::int4)};
constexpr Statement kCalculate{
    .name = "Calculate",
    .sql = "SELECT ($1 + $2)::text, ($1 - $2)::text, ($1 * $2)::text, round($1, $3)::text, $1 < $2, $1 = $2",
    .columns = kColumns,
    .parameters = kParameters};

class RandomNumeric {
 public:
  explicit RandomNumeric(unsigned seed) : engine_(seed) {}

  int below(int limit) { return std::uniform_int_distribution<int>{0, limit - 1}(engine_); }

  // Often of nines and zeros, where carries go far.
  Numeric next() {
    static constexpr std::array kSpecial = {"NaN", "Infinity", "-Infinity", "0", "0.000", "-1", "1e40", "1e-40"};
    if (below(8) == 0) return Numeric::parse(kSpecial[static_cast<std::size_t>(below(kSpecial.size()))]).value();
    std::string text = below(2) == 0 ? "-" : "";
    const int style = below(3);
    const auto digits = [&](int count) {
      for (int i = 0; i < count; ++i)
        text += static_cast<char>('0' + (style == 0 ? below(10) : (below(3) == 0 ? 0 : 9)));
    };
    digits(1 + below(25));
    text += '.';
    digits(below(25));
    return Numeric::parse(text).value();
  }

 private:
  std::mt19937 engine_;
};

}  // namespace

TEST_CASE("arithmetic of numeric is the server's") {
  live::Database live;
  Connection connection = live.pool.acquire();
  RandomNumeric random{20'240'229};
  for (int i = 0; i < 3'000; ++i) {
    const Numeric a = random.next();
    const Numeric b = random.below(10) == 0 ? a : random.next();
    const std::int32_t scale = random.below(40) - 20;
    CAPTURE(to_string(a));
    CAPTURE(to_string(b));
    CAPTURE(scale);
    const auto server = one<Results>(connection, kCalculate, positional(a, b, scale));
    CHECK(to_string(a + b) == server.sum);
    CHECK(to_string(a - b) == server.difference);
    CHECK(to_string(a * b) == server.product);
    CHECK(to_string(a.round(scale)) == server.rounded);
    CHECK((a < b) == server.less);
    CHECK((a == b) == server.equal);
  }
}
