#include "catalogue/addresses.hpp"
#include "catalogue/html.hpp"
#include "catalogue/pages.hpp"
#include "catalogue/sql_html.hpp"

// The page of schema files.

namespace pgscribe::catalogue {

std::string migrations_page(const Site& site) {
  std::string html = element("h1", "Migrations");
  for (const support::SourceFile* file : site.entry().inputs.schema) {
    std::string lines;
    std::uint32_t number = 0;
    for (const std::string& line : highlighted_lines(file->text()))
      lines += element("span", line + "\n", {{"class", "line"}, {"id", id_of_line(file->path(), ++number)}});
    html +=
        element("section", element("h2", escaped(file->path())) + element("pre", lines, {{"class", "sql numbered"}})) +
        "\n";
  }
  return html;
}

}  // namespace pgscribe::catalogue
