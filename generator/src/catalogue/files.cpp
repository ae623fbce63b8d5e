#include "catalogue/files.hpp"

#include <array>

#include "catalogue/addresses.hpp"
#include "catalogue/assets.hpp"
#include "catalogue/html.hpp"
#include "catalogue/pages.hpp"

namespace pgscribe::catalogue {

namespace {

struct PageName {
  std::string_view file;
  std::string_view title;
};
constexpr std::array<PageName, 4> kPages{
    {{"index.html", "Overview"}, {kTablesPage, "Tables"}, {kQueriesPage, "Queries"}, {kMigrationsPage, "Migrations"}}};

std::string navigation(std::string_view current) {
  std::string links;
  for (const PageName& page : kPages) {
    Attributes attributes{{"href", std::string(page.file)}};
    if (page.file == current) attributes.emplace_back("aria-current", "page");
    links += element("a", std::string(page.title), attributes);
  }
  return element("nav", links);
}

/// The policy keeps the page from anything but its own files, so that nothing is asked of a network.
std::string framed(const PageName& page, const std::string& main) {
  return "<!DOCTYPE html>\n<!-- " + std::string(kMark) +
         " -->\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' 'unsafe-inline'; "
         "script-src 'self'\">\n"
         "<title>" +
         std::string(page.title) + "</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<header>" +
         navigation(page.file) +
         "<input type=\"search\" id=\"search\" placeholder=\"Search ( / )\" aria-label=\"Search\" autocomplete=\"off\">"
         "<button type=\"button\" id=\"theme\">Dark or light</button></header>\n"
         "<ul id=\"results\" hidden></ul>\n<main>\n" +
         main + "</main>\n<script src=\"search.js\"></script>\n<script src=\"script.js\"></script>\n</body>\n</html>\n";
}

std::string marked(std::string_view text) { return "/* " + std::string(kMark) + " */\n" + std::string(text); }

}  // namespace

std::vector<support::FileText> site_files(const Site& site, const std::string& diagram) {
  const std::array<std::string, kPages.size()> mains{overview_page(site, diagram), tables_page(site),
                                                     queries_page(site), migrations_page(site)};
  std::vector<support::FileText> files;
  for (std::size_t i = 0; i < kPages.size(); ++i)
    files.push_back({std::string(kPages[i].file), framed(kPages[i], mains[i])});
  files.push_back({"style.css", marked(kStyle)});
  files.push_back({"script.js", marked(kScript)});
  files.push_back({"search.js", marked(search_data(site))});
  return files;
}

}  // namespace pgscribe::catalogue
