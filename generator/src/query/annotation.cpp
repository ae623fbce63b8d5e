#include "query/annotation.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "query/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::query {
namespace {

constexpr std::array kCommands{Command::one,        Command::many,       Command::exec,     Command::execrows,
                               Command::execresult, Command::execlastid, Command::copyfrom, Command::batchexec,
                               Command::batchone,   Command::batchmany,  Command::stream};
constexpr std::string_view kKey = "name:";

std::string command_list() {
  std::string result;
  for (const Command command : kCommands) {
    if (!result.empty()) result += ", ";
    result += to_string(command);
  }
  return result;
}

std::optional<Command> find_command(std::string_view word) {
  const auto* it = std::find_if(kCommands.begin(), kCommands.end(), [&](Command c) { return to_string(c) == word; });
  if (it == kCommands.end()) return std::nullopt;
  return *it;
}

std::string unknown_command_hint(std::string_view word) {
  std::vector<std::string> candidates;
  for (const Command command : kCommands) candidates.emplace_back(to_string(command));
  const std::string with_colon = word.substr(0, 1) == ":" ? std::string(word) : ":" + std::string(word);
  const std::string nearest = find_command(with_colon) ? with_colon : support::nearest_name(with_colon, candidates);
  return nearest.empty() ? msg::CommandsAre(command_list()) : msg::DidYouMean(nearest);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

/// What a name line would have said; empty: nothing of the kind.
struct NearAnnotation {
  std::string_view name;  ///< may be empty
  std::optional<Command> command;
};

bool is_near_key(std::string_view word) {
  const std::string key = lower(word);
  return support::edit_distance(key, "name") <= 1 || support::edit_distance(key, "query") <= 1;
}

NearAnnotation near_annotation(const CommentLine& line) {
  std::string_view text = line.text;
  while (!text.empty() && (text.front() == '-' || text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  const std::size_t key_end = std::min(text.find_first_of(": \t"), text.size());
  if (!is_near_key(text.substr(0, key_end))) return {};
  NearAnnotation near;
  for (const CommentLine& word : split_words({text.substr(key_end), {}})) {
    near.command = find_command(lower(word.text));
    if (near.command) break;
    const std::size_t colons = std::min(word.text.find_first_not_of(':'), word.text.size());
    if (near.name.empty() && is_query_name(word.text.substr(colons))) near.name = word.text.substr(colons);
  }
  return near;
}

}  // namespace

bool is_query_name(std::string_view name) {
  return !name.empty() && sql::is_identifier_start(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return c != '$' && sql::is_identifier_part(c); });
}

std::vector<CommentLine> split_words(const CommentLine& line) {
  std::vector<CommentLine> words;
  std::size_t i = 0;
  while (i < line.text.size()) {
    while (i < line.text.size() && (line.text[i] == ' ' || line.text[i] == '\t')) ++i;
    std::size_t end = i;
    while (end < line.text.size() && line.text[end] != ' ' && line.text[end] != '\t') ++end;
    if (end == i) break;
    const auto begin = static_cast<std::uint32_t>(line.span.begin + i);
    words.push_back({line.text.substr(i, end - i), {begin, static_cast<std::uint32_t>(line.span.begin + end)}});
    i = end;
  }
  return words;
}

std::vector<Command> commands() { return {kCommands.begin(), kCommands.end()}; }

bool is_annotation(const WholeLineComment& comment) {
  return comment.single_line && comment.content.front().text.substr(0, kKey.size()) == kKey;
}

bool report_near_annotation(const WholeLineComment& comment, bool is_whole_line, const support::SourceFile& file,
                            support::Diagnostics& diagnostics) {
  for (const CommentLine& line : comment.content) {
    const NearAnnotation near = near_annotation(line);
    if (!near.command) continue;
    const bool is_written_right = line.text.substr(0, kKey.size()) == kKey;
    const std::string_view name = near.name.empty() ? "GetMovie" : near.name;
    const std::string_view command = to_string(*near.command);
    diagnostics.add(file, line.span,
                    !is_written_right ? msg::AlmostAnAnnotation(name, command)
                    : is_whole_line   ? msg::AnnotationAmongLines(name, command)
                                      : msg::AnnotationBesideSql(name, command));
    return true;
  }
  return false;
}

std::optional<Annotation> read_annotation(const WholeLineComment& comment, const support::SourceFile& file,
                                          support::Diagnostics& diagnostics) {
  const CommentLine& line = comment.content.front();
  const auto key_end = static_cast<std::uint32_t>(line.span.begin + kKey.size());
  const std::vector<CommentLine> words = split_words({line.text.substr(kKey.size()), {key_end, line.span.end}});
  const auto fail = [&](Span span, support::Message message) {
    diagnostics.add(file, span, std::move(message));
    return std::nullopt;
  };
  if (words.empty()) return fail(line.span, msg::QueryNameMissing());
  if (words[0].text.front() == ':') {
    return fail(words[0].span, msg::QueryNameMissingBeforeCommand(words[0].text));
  }
  const std::string name(words[0].text);
  if (!is_query_name(name)) {
    return fail(words[0].span, msg::InvalidQueryName(name));
  }
  if (words.size() == 1) return fail(line.span, msg::QueryHasNoCommand(name, command_list()));
  const auto command = find_command(words[1].text);
  if (!command) {
    return fail(words[1].span, msg::UnknownCommand(words[1].text, unknown_command_hint(words[1].text)));
  }
  if (words.size() > 2) {
    return fail({words[2].span.begin, words.back().span.end}, msg::TextAfterCommand(name));
  }
  return Annotation{name, *command, comment.span, words[0].span};
}

}  // namespace pgscribe::query
