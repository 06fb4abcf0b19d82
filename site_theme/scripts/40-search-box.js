// The search box, in the header and wherever a page has a `.jb-search-slot`. What it asks is fetched when somebody is
// about to search, never before.
(() => {
  const holder = document.querySelector("[data-jb-search]");
  if (!holder) return;

  const PAGES = 8; // pages shown at a time: about as many as fit on a screen with their steps
  const WAIT = 120; // ms of no typing before a search, less than people notice
  const HINT = _("Search steps, pains, people");

  const slashed = (path) => path.replace(/\/*$/, "/");
  const root = new URL(slashed(holder.dataset.base || "."), location.href);
  const catalogue = new URL(holder.dataset.catalogue, root).href;
  offered.searchPlaces = { root, bundle: new URL(slashed(holder.dataset.bundle), root) };

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
      "aria-label": name,
      "aria-controls": resultsId,
      enterkeyhint: "search",
    });
    const key = make("kbd", { class: "jb-search__key", "aria-hidden": "true" }, "/");
    const status = make("p", { class: "jb-search__status", role: "status" });
    const panel = make("div", {
      class: "jb-search__panel",
      id: resultsId,
      hidden: "",
      role: "region",
      "aria-label": _("Search results"),
    });
    const leave = make("button", { class: "jb-search__leave", type: "button" }, _("Close"));
    const open = make("button", { class: "jb-search__open", type: "button", "aria-label": name });
    const field = make("form", { class: "jb-search__field", role: "search" }, input, key, leave);
    place.classList.add("jb-search", `jb-search--${kind}`, "jb-search--ready");
    place.replaceChildren(...(kind === "header" ? [open] : []), field, status, panel);

    let timer = 0;
    let asked = 0;
    let results = [];

    const close = () => {
      panel.hidden = true;
      place.classList.remove("jb-search--open");
    };
    const show = (...content) => {
      panel.replaceChildren(...content);
      panel.hidden = false;
    };
    const links = () => [...panel.querySelectorAll("a, button")];

    const showResults = async (count, ticket, query) => {
      const found = await offered.hits(results, count, query);
      if (ticket !== asked) return;
      const list = make("ol", "jb-hits", ...found);
      const more = make("button", { class: "jb-button jb-search__more", type: "button" }, _("Show more"));
      more.addEventListener("click", async () => {
        // A second click would make the same list again, and could put it in the place of a longer one.
        if (more.getAttribute("aria-disabled")) return;
        more.setAttribute("aria-disabled", "true");
        const at = links().indexOf(more);
        await showResults(count + PAGES, ticket, query);
        (links()[at] || input).focus();
      });
      show(list, ...(results.length > count ? [more] : []));
      status.textContent = ngettext("%(num)s page found", "%(num)s pages found", results.length);
    };

    const search = async () => {
      const query = input.value.trim();
      const ticket = ++asked;
      if (!query) {
        status.textContent = "";
        panel.hidden = true;
        place.classList.remove("jb-search--busy");
        return;
      }
      try {
        await loadPart("search");
        const found = await offered.find(query);
        if (ticket !== asked) return;
        results = found;
        if (found.length) await showResults(PAGES, ticket, query);
        else {
          show(offered.nothing(query, lookThrough()));
          status.textContent = _("Nothing found");
        }
      } catch {
        if (ticket !== asked) return;
        show(broken());
        status.textContent = _("Search cannot be loaded");
      } finally {
        if (ticket === asked) place.classList.remove("jb-search--busy");
      }
    };

    const step = (by) => {
      const all = links();
      const at = all.indexOf(document.activeElement) + by;
      if (at < 0) input.focus();
      else if (all[at]) all[at].focus();
    };

    const begin = () => {
      if (used && used.place !== place) leaveBox();
      used = { place, close };
      place.classList.add("jb-search--open");
      loadPart("search").then(() => offered.loadIndex()).catch(() => {}); // said when somebody searches
    };

    open.addEventListener("click", () => {
      begin();
      input.focus();
    });
    leave.addEventListener("click", () => {
      close();
      open.focus();
    });
    field.addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(timer);
      place.classList.add("jb-search--busy");
      await search();
      const first = panel.querySelector("a");
      if (first && results.length && input.value.trim()) first.click();
    });
    input.addEventListener("focus", () => {
      begin();
      if (input.value.trim() && panel.childElementCount) panel.hidden = false;
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      asked += 1; // what is on its way answers a question that is no longer asked
      place.classList.add("jb-search--busy");
      timer = setTimeout(search, WAIT);
    });
    place.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by && !panel.hidden) {
        event.preventDefault();
        step(by);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        if (panel.hidden) {
          input.value = "";
          input.blur();
        }
        close();
        if (document.activeElement !== input && !place.contains(document.activeElement)) return;
        if (document.activeElement !== input && place.contains(document.activeElement)) input.focus();
        panel.hidden = true;
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
      close();
    };
    return { input, begin, reset };
  };

  const header = box(holder, "header");

  document.addEventListener("keydown", (event) => {
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
    for (const slot of document.querySelectorAll(".jb-search-slot:not(.jb-search--ready)")) box(slot, "large");
  };
  onPage(showBoxes);
})();
