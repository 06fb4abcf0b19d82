// How the search box shows what was found. Words of sources reach the page as text only.
(() => {
  const { closed, unspaced, mark, ANY, neutral } = offered.searchText;
  const { elsewhere } = offered.searchPortals;

  // ---- excerpts ----

  // The text of pieces, each a word with the space behind it and whether it was found, and which letters are marked:
  // a boolean for each. Pieces of scripts without spaces overlap, so there what was asked is looked for anew.
  const joined = (pieces, asked) => {
    let text = "";
    const marked = [];
    const maybe = []; // where pieces of scripts without spaces were found
    pieces.forEach((piece, at) => {
      const next = pieces[at + 1];
      const shown = closed(piece.text + (next ? " " : ""));
      if (piece.found && ANY.test(shown)) maybe.push([text.length, text.length + shown.length]);
      marked.push(...Array(shown.length).fill(piece.found && !ANY.test(shown)));
      text += shown;
    });
    const said = text.toLowerCase();
    const spots = asked
      .filter((word) => unspaced(word) && said.length === text.length)
      .flatMap((word) => {
        const found = [];
        for (let at = said.indexOf(word); at >= 0; at = said.indexOf(word, at + word.length)) found.push([at, at + word.length]);
        return found;
      });
    for (const [from, to] of spots.length ? spots : maybe) marked.fill(true, from, to);
    return { text, marked };
  };

  // The lane of an entry that says most of what was asked, as places from and to, with its title.
  const spoken = ({ section, matched }) => {
    const lanes = section.lanes.map((each, at) => ({ ...each, to: section.lanes[at + 1] ? section.lanes[at + 1].from : section.to }));
    const count = ({ from, to }) => new Set([...matched].filter(([place]) => place >= from && place < to).map(([, word]) => word)).size;
    const [most] = lanes.map((each) => ({ each, count: count(each) })).sort((one, other) => other.count - one.count);
    if (most && most.count) return most.each;
    return { from: section.titleEnd, to: section.to, title: lanes[0] ? lanes[0].title : "" };
  };

  const excerpt = (entry, asked) => {
    const size = entry.indexed === neutral ? 66 : 22;
    const { from, to } = spoken(entry);
    const first = [...entry.matched.keys()].filter((place) => place >= from && place < to).sort((one, other) => one - other)[0];
    const begin = first === undefined || first - from < size / 2 ? from : Math.max(from, first - Math.floor(size / 3));
    const end = Math.min(to, begin + size);
    const pieces = entry.content.slice(begin, end).map((text, at) => ({ text, found: entry.matched.has(begin + at) }));
    const { text, marked } = joined(pieces, asked);
    let at = 0;
    const out = make("span", { class: "jb-hit__words", dir: "auto" });
    while (at < text.length) {
      const next = marked.indexOf(!marked[at], at);
      const words = text.slice(at, next < 0 ? text.length : next);
      out.append(marked[at] ? make("mark", "", words) : words);
      at += words.length;
    }
    return out.textContent.trim() ? out : null;
  };

  // ---- results ----

  const words = (look, text) => (text ? make("span", { class: look, dir: "auto" }, text) : null);

  const spokenHere = (element) => {
    if (element) element.lang = translation.language;
    return element;
  };

  const option = (id, href, ...content) =>
    make("li", { class: "jb-hits__group", role: "presentation" }, make("a", { class: "jb-hit", role: "option", id, href, tabindex: "-1", "aria-selected": "false" }, ...content));

  const hit = (entry, id, asked) => {
    const people = entry.facets.persona.filter((name) => name !== entry.title).slice(0, 3);
    const where = [entry.page, entry.section.stage].filter(Boolean).join(" · ");
    const about = spokenHere(words("jb-hit__kind", [entry.kind, ...people].filter(Boolean).join(" · ")));
    const lane = spokenHere(words("jb-hit__lane", entry.page ? spoken(entry).title : ""));
    const head = make("span", "jb-hit__head", words(entry.page ? "jb-hit__title" : "jb-hit__page", entry.title), words("jb-hit__where", where), about, words("jb-hit__portal", entry.portal));
    const said = excerpt(entry, asked);
    const made = option(id, entry.href, head, said && lane ? make("span", "jb-hit__said", lane, said) : said);
    made.lang = entry.language; // the box around it speaks the language of the portal
    return made;
  };

  const list = (id, content) =>
    make("ol", { class: "jb-hits", role: "listbox", id, "aria-label": _("Search results") }, ...content);

  // The list of the first `count` results; those that explain the portal are a group of their own, behind the others.
  const hits = (found, count, id) => {
    const shown = found.results.slice(0, count);
    const made = shown.map((entry, at) => hit(entry, `${id}-${at}`, found.asked));
    const first = shown.findIndex((entry) => entry.explains);
    if (first < 0) return list(id, made);
    const title = make("span", { class: "jb-hits__apart", id: `${id}-apart`, role: "presentation" }, _("About this portal"));
    const apart = make("ul", { class: "jb-hits__explaining", role: "group", "aria-labelledby": `${id}-apart` }, ...made.slice(first));
    return list(id, [...made.slice(0, first), make("li", { class: "jb-hits__about", role: "presentation" }, title, apart)]);
  };

  // What was looked for in the place of unknown words, null where all are known.
  const corrected = (found) =>
    found.instead && found.results.length
      ? make("p", "jb-search__instead", nodesOf(_("Showing results for %(query)s."), { query: make("q", "", found.instead.join(" ")) }))
      : null;

  // What is shown where nothing was found: the nearest titles, and a link to look through everything.
  const nothing = async (query, lookThrough, id) => {
    const lead = make("p", "", nodesOf(_("Nothing found for %(query)s."), { query: make("q", "", query) }));
    const help = _("Fewer or shorter words find more. Search reads titles, actions, thoughts, pains and quotes.");
    const near = await offered.nearestTitles(query, 5);
    const titles = near.map(({ title, href }, at) => {
      const made = option(`${id}-${at}`, href, words("jb-hit__page", title));
      made.firstChild.classList.replace("jb-hit", "jb-near");
      return made;
    });
    const offer = titles.length ? [make("p", "jb-search__near", _("Did you mean one of these?")), list(id, titles)] : [];
    return make("div", "jb-search__none", lead, make("p", "", help), ...offer, make("p", "", lookThrough));
  };

  // ---- facets ----

  const titles = {
    portal: _("Portal"),
    kind: _("Kind"),
    persona: _("Persona"),
    channel: _("Channel"),
    team: _("Team"),
    lifecycle: _("Lifecycle stage"),
    type: _("Type"),
    status: _("Status"),
    feeling: _("Emotion"),
  };
  const levels = { 0: _("Very low"), 1: _("Below neutral"), 2: _("Neutral or lower") };

  // The fields by which results are narrowed; `change` is told the facet and its value.
  const facets = (found, chosen, change) => {
    const fields = offered.facetNames.map((name) => {
      const counts = [...found.choices[name]];
      if (!counts.length || (counts.length < 2 && !chosen[name] && name !== "feeling")) return null;
      if (name === "feeling") counts.sort();
      else counts.sort(([one, few], [other, many]) => many - few || one.localeCompare(other));
      const options = counts.map(([value, count]) => {
        const label = name === "feeling" ? levels[value] : value;
        const made = make("option", { value }, `${label} (${figure(count)})`);
        made.selected = chosen[name] === value;
        return made;
      });
      const select = make("select", { "aria-label": titles[name], "data-facet": name }, make("option", { value: "" }, titles[name]), ...options);
      select.addEventListener("change", () => change(name, select.value));
      return make("span", chosen[name] ? "jb-search__facet jb-is-chosen" : "jb-search__facet", select);
    });
    const any = offered.facetNames.some((name) => chosen[name]);
    const clear = any ? make("button", { class: "jb-search__clear", type: "button" }, _("Clear filters")) : null;
    if (clear) clear.addEventListener("click", () => change(null, ""));
    const shown = fields.filter(Boolean);
    return shown.length ? make("div", { class: "jb-search__facets", role: "group", "aria-label": _("Filter results") }, ...shown, clear) : null;
  };

  // ---- portals on other hosts ----

  // Links to the same search in the portals that other hosts have, null where there is none.
  const searchElsewhere = (query) => {
    if (!elsewhere.length) return null;
    const links = elsewhere.map((portal) => {
      const there = new URL(portal.root);
      there.searchParams.set("search", query);
      return make("a", { href: there.href }, _("Search in %(portal)s", { portal: portal.title }));
    });
    return make("p", "jb-search__elsewhere", ...links);
  };

  Object.assign(offered, { hits, corrected, nothing, facets, searchElsewhere });
})();
