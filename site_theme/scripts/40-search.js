// The search box, in the header and wherever a page has a `.jb-search-slot`. Pagefind is loaded when somebody is
// about to search, never before. Words of sources reach the page as text only.
(function () {
  "use strict";

  const holder = document.querySelector("[data-jb-search]");
  if (!holder) return;

  const PAGES = 8; // pages shown at a time: about as many as fit on a screen with their steps
  const WEIGHED = 16; // pages whose titles are looked at: two screens of results
  const STEPS = 4; // results shown of one page; the page itself shows the others
  const WAIT = 120; // ms of no typing before a search, less than people notice
  const HINT = "Search steps, pains, people";

  const slashed = (path) => path.replace(/\/*$/, "/");
  const root = new URL(slashed(holder.dataset.base || "."), location.href);
  const bundle = new URL(slashed(holder.dataset.bundle), root);
  const catalogue = new URL(holder.dataset.catalogue, root).href;

  // ---- the engine ----

  const CJK = /([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f])\s*(?=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f])/g;
  // Scripts without spaces are indexed sign by sign: put spaces between signs to ask, take them out to show.
  const spread = (text) => text.replace(CJK, "$1 ");
  const closed = (text) => text.replace(CJK, "$1");

  let engines = null;

  // An index holds one language, with the word forms of that language. A portal may hold several, and a reader
  // wants the results of all: one engine a language, each a copy of the module with a worker of its own.
  const load = () => {
    engines ||= (async () => {
      const entry = await fetch(new URL("pagefind-entry.json", bundle), { cache: "no-cache" });
      if (!entry.ok) throw new Error("there is no search index");
      const languages = Object.keys((await entry.json()).languages);
      return Promise.all(
        languages.map(async (language) => {
          const module = await import(new URL(`pagefind.js?language=${encodeURIComponent(language)}`, bundle).href);
          // Pagefind takes the language from the page, at the moment in which an engine is made.
          const page = document.documentElement;
          const spoken = page.lang;
          page.lang = language;
          let engine;
          try {
            engine = module.createInstance({ baseUrl: root.href, excerptLength: 22 });
          } finally {
            page.lang = spoken;
          }
          return { language, engine: await engine };
        })
      );
    })().catch((error) => {
      engines = null; // the next search tries again
      throw error;
    });
    return engines;
  };

  const asking = (query) => query.toLocaleLowerCase().split(/\s+/).filter(Boolean);

  // How much of what was asked stands in one part of a page, 0 to 1. Who types half a sentence looks for the place
  // where it stands, not for the one that says a word of it in its title.
  const share = (part, asked) => {
    const said = `${part.title} ${part.excerpt.replace(/<[^>]*>/g, "")}`.toLocaleLowerCase();
    return asked.filter((word) => closed(said).includes(word)).length / (asked.length || 1);
  };

  // Pagefind weighs a page as a whole. Who types a title means it: among the best pages, those with the words
  // in their title come first, then those with the words in the title of a step.
  const find = async (whole) => {
    // One and two letters begin half of all words: asked for only where nothing else is.
    const longer = whole.split(/\s+/).filter((word) => word.length > 2 || /[^\u0000-\u024f]/.test(word));
    const query = longer.join(" ") || whole;
    const answers = await Promise.all(
      (await load()).map(async ({ language, engine }) => {
        const { results } = await engine.search(spread(query));
        return results.map((result) => ({ language, score: result.score, data: () => result.data() }));
      })
    );
    const results = answers.flat().sort((one, other) => other.score - one.score);
    const asked = asking(query);
    const meant = (title) => {
      const words = (title || "").toLocaleLowerCase();
      return asked.every((word) => words.includes(word));
    };
    const best = await Promise.all(
      results.slice(0, WEIGHED).map(async (result) => {
        const data = await result.data();
        const inTitle = meant(closed(data.meta.title));
        const inStep = (data.sub_results || []).some((part) => meant(closed(part.title)));
        const together = Math.max(0, ...(data.sub_results || []).map((part) => share(part, asked)));
        return { result, score: result.score * (inTitle ? 4 : inStep ? 2 : 1) * (1 + together) };
      })
    );
    best.sort((one, other) => other.score - one.score);
    return [...best.map((each) => each.result), ...results.slice(WEIGHED)];
  };

  // ---- from Pagefind's data to what is shown ----

  const address = (page, anchor) => {
    const url = new URL(page.replace(/^\/+/, ""), root);
    if (anchor) url.hash = anchor;
    return url.href;
  };

  const shown = (data, query) => {
    const asked = asking(query);
    const headings = (data.anchors || []).slice().sort((one, other) => one.location - other.location);
    const title = closed(data.meta.title || "");
    const parts = (data.sub_results || []).filter((part) => part.locations.length);
    const weight = (part) => part.weighted_locations.reduce((sum, at) => sum + at.weight * at.balanced_score, 0);
    const isPage = (part) => !part.anchor || part.anchor.element === "h1";
    const steps = parts
      .filter((part) => !isPage(part))
      .sort((one, other) => share(other, asked) - share(one, asked) || weight(other) - weight(one));
    const whole = parts.find(isPage);
    return {
      title,
      href: address(data.raw_url || data.url),
      kind: data.meta.type || data.meta.kind || "",
      people: ((data.filters && data.filters.persona) || []).filter((name) => name !== data.meta.title),
      excerpt: steps.length ? "" : (whole || data).excerpt,
      left: Math.max(0, steps.length - STEPS),
      steps: steps.slice(0, STEPS).map((part) => {
        const under = headings.filter((at) => at.element === "h2" && at.location <= part.anchor.location).pop();
        return {
          title: closed(part.title),
          href: address(data.raw_url || data.url, part.anchor.id),
          stage: part.anchor.element !== "h2" && under ? closed(under.text) : "",
          excerpt: part.excerpt,
        };
      }),
    };
  };

  // ---- markup, made of elements and texts ----

  const make = (name, className, ...content) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content.filter(Boolean));
    return element;
  };

  // An excerpt is HTML with <mark> around the words found. Only its text and its marks are taken over.
  const excerpt = (html, title) => {
    const parsed = new DOMParser().parseFromString(html || "", "text/html").body;
    const pieces = [...parsed.childNodes].map((node) => ({
      text: closed(node.textContent),
      found: node.nodeName === "MARK",
    }));
    // A section's words begin with its heading, which is shown above already.
    const all = pieces.map((piece) => piece.text).join("");
    let skip = all.startsWith(title) ? title.length : 0;
    skip += all.slice(skip).match(/^[\s.,;:]*/)[0].length;
    const out = make("span", "jb-hit__words");
    out.dir = "auto";
    for (const piece of pieces) {
      const text = piece.text.slice(skip);
      skip = Math.max(0, skip - piece.text.length);
      if (text) out.append(piece.found ? make("mark", "", text) : text);
    }
    return out.textContent.trim() ? out : null;
  };

  const words = (className, text) => {
    if (!text) return null;
    const element = make("span", className, text);
    element.dir = "auto";
    return element;
  };

  const hit = (href, className, ...content) => {
    const link = make("a", className, ...content);
    link.href = href;
    return link;
  };

  const group = (found) => {
    const list = make("ul", "jb-hits__steps");
    for (const step of found.steps) {
      const where = step.stage ? make("span", "jb-hit__where", words("", step.stage)) : null;
      const head = make("span", "jb-hit__head", words("jb-hit__title", step.title), where);
      list.append(make("li", "", hit(step.href, "jb-hit", head, excerpt(step.excerpt, step.title))));
    }
    if (found.left) {
      const more = found.left === 1 ? "1 more step on this map" : `${found.left} more on this page`;
      const rest = make("li", "", hit(found.href, "jb-hit jb-hit--more", more));
      rest.lang = "en";
      list.append(rest);
    }
    const about = [found.kind, ...found.people.slice(0, 3)].filter(Boolean).join(" · ");
    const kind = words("jb-hit__kind", about);
    if (kind) kind.lang = "en";
    const head = make("span", "jb-hit__head", words("jb-hit__page", found.title), kind);
    const page = hit(found.href, "jb-hit jb-hit--page", head, found.excerpt && excerpt(found.excerpt, found.title));
    const made = make("li", "jb-hits__group", page, found.steps.length ? list : null);
    made.lang = found.language; // the box around it speaks English
    return made;
  };

  const nothing = (query) => {
    const lead = make("p", "", "Nothing found for ", make("q", "", query), ".");
    const help = "Fewer or shorter words find more. Search reads titles, actions, thoughts, pains and quotes.";
    return make("div", "jb-none", lead, make("p", "", help), make("p", "", hit(catalogue, "", "Look through all journeys")));
  };

  const broken = () =>
    make(
      "div",
      "jb-none",
      make("p", "", "Search cannot be loaded just now."),
      make("p", "", hit(catalogue, "", "Look through all journeys"))
    );

  // ---- a box ----

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
    const input = make("input", "jb-search__input");
    Object.assign(input, { type: "search", id, autocomplete: "off", spellcheck: false, placeholder: HINT });
    input.setAttribute("aria-label", "Search the portal");
    input.setAttribute("aria-controls", `${id}-results`);
    input.setAttribute("enterkeyhint", "search");
    const key = make("kbd", "jb-search__key", "/");
    key.setAttribute("aria-hidden", "true");
    const status = make("p", "jb-search__status");
    status.setAttribute("role", "status");
    const panel = make("div", "jb-search__panel");
    Object.assign(panel, { id: `${id}-results`, hidden: true });
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", "Search results");
    const leave = make("button", "jb-search__leave", "Close");
    leave.type = "button";
    const open = make("button", "jb-search__open");
    open.type = "button";
    open.setAttribute("aria-label", "Search the portal");
    const field = make("form", "jb-search__field", input, key, leave);
    field.setAttribute("role", "search");
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

    const list = async (count, ticket, query) => {
      const data = await Promise.all(
        results.slice(0, count).map(async (result) => ({ ...shown(await result.data(), query), language: result.language }))
      );
      if (ticket !== asked) return;
      const hits = make("ol", "jb-hits", ...data.map(group));
      const more = make("button", "jb-button jb-search__more", "Show more");
      more.type = "button";
      more.addEventListener("click", async () => {
        const at = links().indexOf(more);
        await list(count + PAGES, ticket, query);
        (links()[at] || input).focus();
      });
      show(hits, ...(results.length > count ? [more] : []));
      status.textContent = results.length === 1 ? "1 page found" : `${results.length} pages found`;
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
        const found = await find(query);
        if (ticket !== asked) return;
        results = found;
        if (found.length) await list(PAGES, ticket, query);
        else {
          show(nothing(query));
          status.textContent = "Nothing found";
        }
      } catch (error) {
        if (ticket !== asked) return;
        show(broken());
        status.textContent = "Search cannot be loaded";
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
      load().catch(() => {}); // said when somebody searches
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
  const onPage = () => {
    leaveBox();
    header.reset();
    for (const slot of document.querySelectorAll(".jb-search-slot:not(.jb-search--ready)")) box(slot, "large");
  };
  if (typeof document$ === "object") document$.subscribe(onPage);
  else onPage();
})();
