// The search box, in the header and wherever a page has a `.jb-search-slot`. What it asks is fetched when somebody is
// about to search, never before.
(() => {
  const holder = document.querySelector("[data-jb-search]");
  if (!holder) return;

  const SHOWN = 8; // results shown at a time: about as many as fit on a screen
  const WAIT = 120; // ms of no typing before a search, less than people notice
  const HINT = _("Search steps, pains, people");

  const slashed = (path) => path.replace(/\/*$/, "/");
  const root = new URL(slashed(holder.dataset.base || "."), location.href);
  const catalogue = new URL(holder.dataset.catalogue, root).href;
  offered.searchPlaces = { root, ...holder.dataset };

  // What is searched stands in the address, so that a list of results can be sent: the words, and each chosen facet.
  const PARAMETER = "search";
  const readAddress = () => {
    const found = { query: "", chosen: {} };
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name === PARAMETER) found.query = value;
      else if (name.startsWith(`${PARAMETER}-`) && value) found.chosen[name.slice(PARAMETER.length + 1)] = value;
    }
    return found;
  };
  const writeAddress = (query, chosen) => {
    const parameters = new URLSearchParams(location.search);
    for (const name of [...parameters.keys()]) {
      if (name === PARAMETER || name.startsWith(`${PARAMETER}-`)) parameters.delete(name);
    }
    if (query) parameters.set(PARAMETER, query);
    for (const [name, value] of Object.entries(chosen)) parameters.set(`${PARAMETER}-${name}`, value);
    const text = parameters.toString();
    const address = location.pathname + (text ? `?${text}` : "") + location.hash;
    if (address !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", address);
  };

  const lookThrough = () => make("a", { href: catalogue }, _("Look through all journeys"));

  const broken = () => {
    const why =
      location.protocol === "file:"
        ? [
            _("Search does not work in a page that was opened as a file: browsers do not let it read the search index."),
            _("Open the portal at its address, or serve its folder: python -m http.server"),
          ]
        : [_("Search cannot be loaded right now.")];
    return make("div", "jb-search__none", ...why.map((line) => make("p", "", line)), make("p", "", lookThrough()));
  };

  let boxes = 0;
  let used = null; // the box in which somebody searches: its `place`, and how to `close` it

  const leaveBox = () => {
    if (used) used.close();
    used = null;
  };
  document.addEventListener("pointerdown", (event) => {
    if (used && !used.place.contains(event.target)) leaveBox();
  });

  const box = (place, kind) => {
    const id = `jb-search-${++boxes}`;
    const resultsId = `${id}-results`;
    const name = _("Search the portal");
    const input = make("input", {
      class: "jb-search__input",
      type: "search",
      id,
      autocomplete: "off",
      spellcheck: "false",
      placeholder: HINT,
      role: "combobox",
      "aria-label": name,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-haspopup": "listbox",
      "aria-controls": resultsId,
      enterkeyhint: "search",
    });
    const key = make("kbd", { class: "jb-search__key", "aria-hidden": "true" }, "/");
    const status = make("p", { class: "jb-search__status", role: "status" });
    const panel = make("div", {
      class: "jb-search__panel",
      hidden: "",
      role: "region",
      "aria-label": _("Search results and filters"),
    });
    const leave = make("button", { class: "jb-search__leave", type: "button" }, _("Close"));
    const open = make("button", { class: "jb-search__open", type: "button", "aria-label": name });
    const field = make("form", { class: "jb-search__field", role: "search" }, input, key, leave);
    place.classList.add("jb-search", `jb-search--${kind}`, "jb-search--ready");
    place.replaceChildren(...(kind === "header" ? [open] : []), field, status, panel);

    let timer = 0;
    let asked = 0;
    let found = null;
    let chosen = {};
    let active = null; // the option that Enter opens, for those who use arrow keys

    const options = () => findAll(panel, "[role=option]");
    const activate = (option) => {
      if (active) active.setAttribute("aria-selected", "false");
      active = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const expand = (shown) => {
      panel.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown && options().length > 0));
      if (!shown) activate(null);
    };
    const close = () => {
      expand(false);
      place.classList.remove("jb-search--open");
    };
    const leaveResults = () => {
      close();
      writeAddress("", {});
    };
    // Whoever follows a result comes back to the page as it was before the search.
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a.jb-hit") && !event.ctrlKey && !event.metaKey && !event.shiftKey) writeAddress("", {});
    });
    const show = (...content) => {
      activate(null);
      panel.replaceChildren(...content.filter(Boolean));
      if (!panel.querySelector(`#${CSS.escape(resultsId)}`)) input.removeAttribute("aria-controls");
      else input.setAttribute("aria-controls", resultsId);
      expand(true);
    };
    const isFiltered = () => Object.keys(chosen).length > 0;

    const choose = async (name, value) => {
      if (name === null) chosen = {};
      else if (value) chosen = { ...chosen, [name]: value };
      else chosen = Object.fromEntries(Object.entries(chosen).filter(([each]) => each !== name));
      await search();
      (panel.querySelector(`[data-facet="${name}"]`) || input).focus();
    };

    const showResults = (count) => {
      const { results } = found;
      const more = make("button", { class: "jb-button jb-search__more", type: "button" }, _("Show more"));
      more.addEventListener("click", () => {
        const at = Math.min(count, results.length - 1);
        showResults(count + SHOWN);
        input.focus();
        activate(options()[at]);
      });
      const none = results.length ? null : make("p", "jb-search__empty", _("Nothing fits all of these filters."));
      const list = results.length ? offered.hits(found, count, resultsId) : none;
      const note = found.whole || !isFiltered() ? null : make("p", "jb-search__instead", _("Counted on the pages that fit best."));
      show(offered.corrected(found), offered.facets(found, chosen, choose), note, list, results.length > count ? more : null, offered.searchElsewhere(input.value.trim()));
      const said = results.length ? ngettext("%(num)s result found", "%(num)s results found", results.length) : _("Nothing found");
      status.textContent = found.instead ? `${said}. ${_("Showing results for %(query)s.", { query: found.instead.join(" ") })}` : said;
    };

    const search = async () => {
      const query = input.value.trim();
      const ticket = ++asked;
      if (!query && !isFiltered()) {
        status.textContent = "";
        expand(false);
        place.classList.remove("jb-search--busy");
        writeAddress("", {});
        return;
      }
      try {
        await loadPart("search");
        const answer = await offered.find(query, chosen);
        if (ticket !== asked) return;
        found = answer;
        if (found.results.length || isFiltered()) showResults(SHOWN);
        else {
          const nothing = await offered.nothing(query, lookThrough(), resultsId);
          if (ticket !== asked) return;
          show(nothing, offered.searchElsewhere(query));
          status.textContent = _("Nothing found");
        }
        writeAddress(query, chosen);
      } catch {
        if (ticket !== asked) return;
        found = null;
        show(broken());
        status.textContent = _("Search cannot be loaded");
      } finally {
        if (ticket === asked) place.classList.remove("jb-search--busy");
      }
    };

    const step = (by) => {
      const all = options();
      const at = all.indexOf(active) + by;
      if (at < 0) activate(null);
      else if (all[at]) activate(all[at]);
    };

    const begin = () => {
      if (used && used.place !== place) leaveBox();
      used = { place, close, leaveResults };
      place.classList.add("jb-search--open");
      loadPart("search").then(() => offered.loadIndex()).catch(() => {}); // said when somebody searches
    };

    open.addEventListener("click", () => {
      begin();
      input.focus();
    });
    leave.addEventListener("click", () => {
      leaveResults();
      open.focus();
    });
    field.addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(timer);
      place.classList.add("jb-search--busy");
      const picked = active;
      if (picked) {
        place.classList.remove("jb-search--busy");
        picked.click();
        return;
      }
      await search();
      const first = options()[0];
      if (first && found && found.results.length && input.value.trim()) first.click();
    });
    input.addEventListener("focus", () => {
      begin();
      if (input.value.trim() && panel.childElementCount) expand(true);
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      asked += 1; // what is on its way answers a question that is no longer asked
      place.classList.add("jb-search--busy");
      timer = setTimeout(search, WAIT);
    });
    place.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by && event.target === input && !panel.hidden) {
        event.preventDefault();
        step(by);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        if (panel.hidden) {
          input.value = "";
          input.blur();
        } else if (event.target !== input) input.focus();
        leaveResults();
      }
    });
    place.addEventListener("focusout", (event) => {
      // A click on something that takes no focus is no reason to put the results away.
      if (event.relatedTarget && !place.contains(event.relatedTarget)) close();
    });
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a")) close();
    });
    const reset = () => {
      clearTimeout(timer);
      asked += 1;
      input.value = status.textContent = "";
      panel.replaceChildren();
      place.classList.remove("jb-search--busy");
      chosen = {};
      found = null;
      close();
    };
    // What an address asks for that somebody was sent.
    const restore = (query, facets) => {
      input.value = query;
      chosen = facets;
      begin();
      place.classList.add("jb-search--busy");
      search();
    };
    return { input, begin, reset, restore };
  };

  const header = box(holder, "header");

  document.addEventListener("keydown", (event) => {
    // Results that an address asked for are open while the focus is anywhere.
    if (event.key === "Escape" && used && !event.defaultPrevented) {
      used.leaveResults();
      return;
    }
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !control) return;
    event.preventDefault();
    const large = document.querySelector(".jb-search-slot .jb-search__input");
    const seen = large && large.getBoundingClientRect();
    if (seen && seen.top >= 0 && seen.bottom <= innerHeight) large.focus();
    else {
      header.begin();
      header.input.focus();
    }
  });

  // With instant navigation the header stays from page to page. What was searched on one is no matter of the next.
  let pages = 0;
  const showBoxes = () => {
    leaveBox();
    if (pages++) header.reset();
    const slots = findAll(document, ".jb-search-slot:not(.jb-search--ready)").map((slot) => box(slot, "large"));
    const { query, chosen } = readAddress();
    if (query || Object.keys(chosen).length) (slots[0] || header).restore(query, chosen);
  };
  onPage(showBoxes);
})();
