#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "answer.hpp"
#include "call.hpp"

/// Pages of queries with `@order` and `@keyset`: what the request says of them, and the link to the next.
namespace media_service {

/// Sets `sort`, `sort_descending` and `after` from the query string. A cursor knows how its page was sorted.
template <typename Params>
void read_page(const Call& call, Params& params) {
  using Sort = decltype(params.sort);
  using Cursor = typename decltype(params.after)::value_type;
  params.sort = call.query<Sort>("sort").value_or(Sort{});
  params.sort_descending = call.query<bool>("descending").value_or(false);
  const auto after = call.query<std::string>("after");
  if (!after) return;
  params.after = Cursor::parse(*after);
  if (!params.after) throw HttpError(400, "\"after\" is not the \"next\" of a page");
  params.sort = params.after->sort;
  params.sort_descending = params.after->sort_descending;
}

/// The `after` of the next page; null when this one is the last.
template <typename Params, typename Row>
[[nodiscard]] nlohmann::json next_page(const Params& params, const std::vector<Row>& page) {
  using Cursor = typename decltype(params.after)::value_type;
  if (static_cast<std::int64_t>(page.size()) < params.page_size) return nullptr;
  return to_string(Cursor::of(page.back(), params.sort, params.sort_descending));
}

}  // namespace media_service
