#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("operators") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a + b * c, -a, @ a, a OPERATOR(pg_catalog.+) b, a || b, a <> b, a != b, a -> 'x' ->> 'y', a @> b, a <@ b)sql",
       R"sql(Select{targets=[Target{value=OperatorCall{op=+ left=a right=OperatorCall{op=* left=b right=c}}}, Target{value=OperatorCall{op=- right=a}}, Target{value=OperatorCall{op=@ right=a}}, Target{value=OperatorCall{op=pg_catalog.+ left=a right=b}}, Target{value=OperatorCall{op=|| left=a right=b}}, Target{value=OperatorCall{op=<> left=a right=b}}, Target{value=OperatorCall{op=<> left=a right=b}}, Target{value=OperatorCall{op=->> left=OperatorCall{op=-> left=a right='x'} right='y'}}, Target{value=OperatorCall{op=@> left=a right=b}}, Target{value=OperatorCall{op=<@ left=a right=b}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("arrays on the right") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a = ANY (b), a <> ALL (ARRAY[1]), a LIKE ANY (b), a NOT ILIKE ALL (b))sql",
       R"sql(Select{targets=[Target{value=ArrayComparison{op== left=a right=b}}, Target{value=ArrayComparison{op=<> all left=a right=Array{elements=[1]}}}, Target{value=ArrayComparison{op=~~ left=a right=b}}, Target{value=ArrayComparison{op=!~~* all left=a right=b}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("distinct and nullif") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b, NULLIF(a, b))sql",
       R"sql(Select{targets=[Target{value=DistinctFrom{left=a right=b}}, Target{value=DistinctFrom{negated left=a right=b}}, Target{value=NullIf{left=a right=b}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("lists") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a IN (1, 2), a NOT IN (1), (a, b) IN ((1, 2), (3, 4)))sql",
       R"sql(Select{targets=[Target{value=InList{left=a list=[1, 2]}}, Target{value=InList{negated left=a list=[1]}}, Target{value=InList{left=Row{fields=[a, b]} list=[Row{fields=[1, 2]}, Row{fields=[3, 4]}]}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("patterns") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a LIKE b, a NOT LIKE b, a ILIKE b, a NOT ILIKE b ESCAPE 'x', a SIMILAR TO b, a NOT SIMILAR TO b ESCAPE 'x', a ~ b, a !~* b)sql",
       R"sql(Select{targets=[Target{value=PatternMatch{op=~~ left=a right=b}}, Target{value=PatternMatch{op=!~~ left=a right=b}}, Target{value=PatternMatch{kind=ilike op=~~* left=a right=b}}, Target{value=PatternMatch{kind=ilike op=!~~* left=a right=FunctionCall{name=pg_catalog.like_escape args=[b, 'x']}}}, Target{value=PatternMatch{kind=similar op=~ left=a right=FunctionCall{name=pg_catalog.similar_to_escape args=[b]}}}, Target{value=PatternMatch{kind=similar op=!~ left=a right=FunctionCall{name=pg_catalog.similar_to_escape args=[b, 'x']}}}, Target{value=OperatorCall{op=~ left=a right=b}}, Target{value=OperatorCall{op=!~* left=a right=b}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("ranges") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a BETWEEN 1 AND 2, a NOT BETWEEN 1 AND 2, a BETWEEN SYMMETRIC 1 AND 2, a NOT BETWEEN SYMMETRIC 1 AND 2)sql",
       R"sql(Select{targets=[Target{value=Between{arg=a low=1 high=2}}, Target{value=Between{negated arg=a low=1 high=2}}, Target{value=Between{symmetric arg=a low=1 high=2}}, Target{value=Between{negated symmetric arg=a low=1 high=2}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where operators are marked") {
  static constexpr Row kRows[] =
      {
          {R"sql(SELECT a + b, -a, a OPERATOR(pg_catalog.+) b, a = ANY (b), a IS DISTINCT FROM b, NULLIF(a, b), a IN (1, 2), a NOT IN (3), a LIKE b, a NOT LIKE b ESCAPE 'x', a SIMILAR TO b, a BETWEEN 1 AND 2, a NOT BETWEEN 1 AND 2)sql", R"sql(Select«SELECT a + b, -a, a OPERATOR(pg_catalog.+) b, a = ANY (b), a IS DISTINCT FROM b, NULLIF(a, b), a IN (1, 2), a NOT IN (3), a LIKE b, a NOT LIKE b ESCAPE 'x', a SIMILAR TO b, a BETWEEN 1 AND 2, a NOT BETWEEN 1 AND 2»{targets=[Target{value=OperatorCall«+»{op=+«+» left=a«a» right=b«b»}}, Target{value=OperatorCall«-»{op=-«-» right=a«a»}}, Target{value=OperatorCall«OPERATOR(pg_catalog.+)»{op=pg_catalog.+«OPERATOR(pg_catalog.+)» left=a«a» right=b«b»}}, Target{value=ArrayComparison«=»{op==«=» left=a«a» right=b«b»}}, Target{value=DistinctFrom«IS»{left=a«a» right=b«b»}}, Target{value=NullIf«NULLIF»{left=a«a» right=b«b»}}, Target{value=InList«IN»{left=a«a» list=[1«1», 2«2»]}}, Target{value=InList«NOT»{negated left=a«a» list=[3«3»]}}, Target{value=PatternMatch«LIKE»{op=~~«LIKE» left=a«a» right=b«b»}}, Target{value=PatternMatch«NOT»{op=!~~«NOT» left=a«a» right=FunctionCall«NOT»{name=pg_catalog.like_escape«NOT» args=[b«b», 'x'«'x'»]}}}, Target{value=PatternMatch«SIMILAR»{kind=similar op=~«SIMILAR» left=a«a» right=FunctionCall«SIMILAR»{name=pg_catalog.similar_to_escape«SIMILAR» args=[b«b»]}}}, Target{value=Between«BETWEEN»{arg=a«a» low=1«1» high=2«2»}}, Target{value=Between«NOT»{negated arg=a«a» low=1«1» high=2«2»}}]})sql"},
      };
  check_spans(kRows);
}

}  // namespace pgscribe::sql
