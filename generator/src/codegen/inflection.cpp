#include "codegen/inflection.hpp"

#include <algorithm>
#include <array>

namespace pgscribe::codegen {

namespace {

constexpr std::string_view kUncountable[] = {"equipment", "information", "rice",  "money", "species",
                                             "series",    "fish",        "sheep", "jeans", "police"};

struct Replacement {
  std::string_view from;
  std::string_view to;
};

/// Words that the suffix rules get wrong.
constexpr Replacement kWords[] = {
    {"campus", "campus"}, {"meta", "meta"},      {"metadata", "metadata"}, {"calories", "calorie"},
    {"waves", "wave"},    {"cookies", "cookie"}, {"mice", "mouse"},        {"lice", "louse"},
    {"oxen", "ox"},       {"axes", "axis"},      {"axis", "axis"},         {"analyses", "analysis"},
};

/// Endings that are replaced, irregular ones first; the first that fits wins.
constexpr Replacement kEndings[] = {
    {"people", "person"},
    {"men", "man"},
    {"children", "child"},
    {"sexes", "sex"},
    {"moves", "move"},
    {"databases", "database"},
    {"quizzes", "quiz"},
    {"matrices", "matrix"},
    {"vertices", "vertex"},
    {"indices", "index"},
    {"aliases", "alias"},
    {"alias", "alias"},
    {"statuses", "status"},
    {"status", "status"},
    {"octopi", "octopus"},
    {"octopus", "octopus"},
    {"viri", "virus"},
    {"virus", "virus"},
    {"crises", "crisis"},
    {"crisis", "crisis"},
    {"testes", "testis"},
    {"testis", "testis"},
    {"shoes", "shoe"},
    {"oes", "o"},
    {"buses", "bus"},
    {"bus", "bus"},
    {"xes", "x"},
    {"ches", "ch"},
    {"sses", "ss"},
    {"shes", "sh"},
    {"movies", "movie"},
    {"series", "series"},
    {"quies", "quy"},
    {"lves", "lf"},
    {"rves", "rf"},
    {"tives", "tive"},
    {"hives", "hive"},
    {"analyses", "analysis"},
    {"bases", "basis"},
    {"diagnoses", "diagnosis"},
    {"parentheses", "parenthesis"},
    {"prognoses", "prognosis"},
    {"synopses", "synopsis"},
    {"theses", "thesis"},
    {"basis", "basis"},
    {"analysis", "analysis"},
    {"diagnosis", "diagnosis"},
    {"parenthesis", "parenthesis"},
    {"prognosis", "prognosis"},
    {"synopsis", "synopsis"},
    {"thesis", "thesis"},
};

/// Endings behind those that depend on the letter in front of them.
constexpr Replacement kLateEndings[] = {{"ta", "tum"}, {"ia", "ium"}, {"news", "news"}, {"ss", "ss"}, {"s", ""}};

bool ends_with(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

std::string replace_ending(std::string_view word, const Replacement& rule) {
  return std::string(word.substr(0, word.size() - rule.from.size())) + std::string(rule.to);
}

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

}  // namespace

std::string singular(std::string_view word) {
  if (std::find(std::begin(kUncountable), std::end(kUncountable), word) != std::end(kUncountable))
    return std::string(word);
  for (const Replacement& rule : kWords) {
    if (word == rule.from) return std::string(rule.to);
  }
  for (const Replacement& rule : kEndings) {
    if (ends_with(word, rule.from)) return replace_ending(word, rule);
  }
  const std::size_t size = word.size();
  if (size > 3 && ends_with(word, "ies") && !is_vowel(word[size - 4])) return replace_ending(word, {"ies", "y"});
  if (size > 3 && ends_with(word, "ves") && word[size - 4] != 'f') return replace_ending(word, {"ves", "fe"});
  for (const Replacement& rule : kLateEndings) {
    if (ends_with(word, rule.from)) return replace_ending(word, rule);
  }
  return std::string(word);
}

}  // namespace pgscribe::codegen
