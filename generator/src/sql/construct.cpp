#include "sql/construct.hpp"

#include "sql/messages.hpp"
#include "support/messages.hpp"

namespace pgscribe::sql {

support::Message needs_release(const Construct& construct, int server_version) {
  support::Message message = msg::NeedsRelease(construct.words, construct.since, msg::ServerVersionIs(server_version));
  if (!construct.former_name.empty()) message.hint = msg::QuoteFormerName(construct.former_name);
  return message;
}

}  // namespace pgscribe::sql
