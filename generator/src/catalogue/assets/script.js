"use strict";
(() => {
  const shown = 50;
  const root = document.documentElement;
  const search = document.getElementById("search");
  const results = document.getElementById("results");

  // A browser may keep a page that is a file from storing anything.
  const remembered = (theme) => {
    try {
      if (theme) localStorage.setItem("pgscribe-theme", theme);
      return localStorage.getItem("pgscribe-theme");
    } catch {
      return theme;
    }
  };
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = remembered();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remembered(root.dataset.theme);
  });

  // What begins with the words comes first, then what has them anywhere.
  const rank = (entry, words) => {
    const name = entry[1].toLowerCase();
    const all = name + " " + entry[3].toLowerCase();
    if (!words.every((word) => all.includes(word))) return -1;
    if (name === words.join(" ")) return 3;
    if (name.startsWith(words[0]) || name.includes("." + words[0])) return 2;
    return words.every((word) => name.includes(word)) ? 1 : 0;
  };

  const find = (text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return catalogueEntries
      .map((entry) => ({ entry, rank: rank(entry, words) }))
      .filter((found) => found.rank >= 0)
      .sort((a, b) => b.rank - a.rank)
      .slice(0, shown)
      .map((found) => found.entry);
  };

  const item = ([kind, name, address, detail]) => {
    const link = document.createElement("a");
    link.href = address;
    for (const [style, text] of [["kind", kind], ["name", name], ["detail", detail]]) {
      const part = document.createElement("span");
      part.className = style;
      part.textContent = text;
      link.append(part);
    }
    const line = document.createElement("li");
    line.append(link);
    return line;
  };

  const show = () => {
    const found = find(search.value);
    results.replaceChildren(...found.map(item));
    if (found.length === 0) {
      const nothing = document.createElement("li");
      nothing.textContent = "Nothing of that name";
      results.append(nothing);
    }
    results.hidden = search.value.trim() === "";
  };
  const hide = () => {
    results.hidden = true;
  };

  search.addEventListener("input", show);
  search.addEventListener("focus", show);
  results.addEventListener("click", hide);
  document.addEventListener("click", (event) => {
    if (event.target !== search && !results.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape") {
      hide();
      search.blur();
    } else if (event.key === "Enter" && document.activeElement === search && links.length > 0) {
      links[0].click();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !results.hidden && links.length > 0) {
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      (next < 0 ? search : links[Math.min(next, links.length - 1)]).focus();
    }
  });
})();
