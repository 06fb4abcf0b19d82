// What the search box asks, and how it shows what was found: fetched when somebody is about to search, with Pagefind.
// Words of sources reach the page as text only.
(() => {
  const WEIGHED = 16; // pages whose titles are looked at: two screens of results
  const STEPS = 4; // results shown of one page; the page itself shows the others

  const { root, bundle } = offered.searchPlaces;

  // ---- the engine ----

  // Scripts without spaces are indexed as overlapping pieces of a few letters, each but the last of a run followed by a
  // mark and a gap (search/word_breaks.py): what is asked is cut alike, and what is shown is put together again.
  const { mark, invisible, language: neutral, scripts } = unspacedScripts;
  const LETTER = `(?:${scripts.map((each) => each.letter).join("|")})`;
  const RUN = new RegExp(scripts.map((each) => `(${each.letter}+)`).join("|"), "gu");
  const LETTERS = scripts.map((each) => new RegExp(each.letter, "gu"));
  const PIECE = new RegExp(`(${LETTER})${LETTER}*${mark}\\s+`, "gu");
  const GAP = new RegExp(`${mark}\\s*`, "gu");
  const ANY = new RegExp(LETTER, "u");
  const HIDDEN = new RegExp(`[${invisible}]`, "gu");

  const cut = (asked) =>
    asked
      .replace(HIDDEN, "")
      .replace(RUN, (run, ...groups) => {
        const script = groups.findIndex((group) => group !== undefined);
        const letters = run.match(LETTERS[script]);
        const size = Math.min(scripts[script].size, letters.length);
        const pieces = letters.slice(size - 1).map((_, at) => letters.slice(at, at + size).join(""));
        return ` ${pieces.join(" ")} `;
      })
      .replace(/(^|\s)[^\p{L}\p{N}\s]+(?=\s|$)/gu, " ");
  const closed = (text) => text.replace(PIECE, "$1").replace(GAP, "");

  let engines = null;

  // An index holds one language, with the word forms of that language. A portal may hold several, and a reader
  // wants the results of all: one engine a language, each a copy of the module with a worker of its own.
  const load = () => {
    engines ||= (async () => {
      if (location.protocol === "file:") throw new Error("a file may read no other file");
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
            engine = module.createInstance({ baseUrl: root.href, excerptLength: language === neutral ? 66 : 22 });
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

  const asking = (query) => query.replace(HIDDEN, "").toLocaleLowerCase().split(/\s+/).filter(Boolean);

  const plain = (html) => closed(html.replace(/<[^>]*>/g, "")).toLocaleLowerCase();

  // How much of what was asked stands in one part of a page, 0 to 1. Who types half a sentence looks for the place
  // where it stands, not for the one that says a word of it in its title.
  const share = (part, asked) => {
    const said = plain(`${part.title} ${part.excerpt}`);
    return asked.filter((word) => said.includes(word)).length / (asked.length || 1);
  };

  // The pages that explain the portal itself, of each engine: they come after all that customers go through.
  const references = new WeakMap();
  const referencesOf = (engine) => {
    if (!references.has(engine)) {
      const pages = engine.search(null, { filters: { reference: "yes" } }).then(({ results }) => new Set(results.map(({ id }) => id)));
      pages.catch(() => references.delete(engine));
      references.set(engine, pages);
    }
    return references.get(engine);
  };

  // Pagefind weighs a page as a whole. Who types a title means it: among the best pages, those with the words
  // in their title come first, then those with the words in the title of a step.
  const rank = async (results, count, asked) => {
    const meant = (title) => {
      const words = closed(title || "").toLocaleLowerCase();
      return asked.every((word) => words.includes(word));
    };
    const unspaced = asked.filter((word) => ANY.test(word));
    const best = await Promise.all(
      results.slice(0, count).map(async (result) => {
        // A page that could not be fetched is left out, and the others are shown.
        const data = await result.data().catch(() => null);
        if (!data) return { result, says: false, score: 0 };
        const parts = data.sub_results || [];
        // All pieces of a word may stand on a page that does not have the word.
        const said = unspaced.length ? plain(`${data.meta.title} ${data.raw_content || data.content}`) : "";
        const weight = meant(data.meta.title) ? 4 : parts.some((part) => meant(part.title)) ? 2 : 1;
        const together = Math.max(0, ...parts.map((part) => share(part, asked)));
        return { result, says: unspaced.every((word) => said.includes(word)), score: result.score * weight * (1 + together) };
      })
    );
    const right = best.filter((each) => each.says).sort((one, other) => other.score - one.score);
    return [...right.map((each) => each.result), ...results.slice(count)];
  };

  const find = async (whole) => {
    // One and two letters begin half of all words: asked for only where nothing else is.
    const longer = whole.split(/\s+/).filter((word) => word.length > 2 || /[^\u0000-\u024f]/.test(word));
    const query = longer.join(" ") || whole;
    const told = [];
    const explained = [];
    await Promise.all(
      (await load()).map(async ({ language, engine }) => {
        const [{ results }, pages] = await Promise.all([engine.search(cut(query)), referencesOf(engine)]);
        for (const result of results) {
          // Pagefind's worker forgets a page when the result itself is collected as garbage, so the result is kept.
          (pages.has(result.id) ? explained : told).push({ language, score: result.score, data: () => result.data() });
        }
      })
    );
    const asked = asking(query);
    const counts = [WEIGHED, Math.max(0, WEIGHED - told.length)];
    const ranked = [told, explained].map((group, at) =>
      rank(group.sort((one, other) => other.score - one.score), counts[at], asked)
    );
    return (await Promise.all(ranked)).flat();
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

  // The texts of an excerpt, which is HTML with <mark> around each piece that was found, and which letters are marked:
  // a boolean for each. Pieces overlap, so in scripts without spaces what was asked is looked for anew.
  const joined = (html, asked) => {
    const pieces = [...new DOMParser().parseFromString(html || "", "text/html").body.childNodes].flatMap((node) =>
      node.textContent.split(/(?<=\s)(?=\S)/u).map((text) => ({ text, found: node.nodeName === "MARK" }))
    );
    let text = "";
    const marked = [];
    const maybe = []; // where pieces of scripts without spaces were found
    pieces.forEach((piece, at) => {
      const next = pieces[at + 1];
      const gap = piece.text.endsWith(mark) && next ? next.text.match(/^\s*/)[0] : "";
      if (gap) next.text = next.text.slice(gap.length);
      const shown = closed(piece.text + gap);
      if (piece.found && ANY.test(shown)) maybe.push([text.length, text.length + shown.length]);
      marked.push(...Array(shown.length).fill(piece.found && !ANY.test(shown)));
      text += shown;
    });
    const said = text.toLowerCase();
    const spots = asked
      .filter((word) => ANY.test(word) && said.length === text.length)
      .flatMap((word) => {
        const found = [];
        for (let at = said.indexOf(word); at >= 0; at = said.indexOf(word, at + word.length)) found.push([at, at + word.length]);
        return found;
      });
    for (const [from, to] of spots.length ? spots : maybe) marked.fill(true, from, to);
    return { text, marked };
  };

  // Only the text of an excerpt and its marks are taken over.
  const excerpt = (html, title, query) => {
    const { text, marked } = joined(html, asking(query));
    // A section's words begin with its heading, which is shown above already.
    let at = text.startsWith(title) ? title.length : 0;
    at += text.slice(at).match(/^[\s.,;:]*/)[0].length;
    const out = make("span", { class: "jb-hit__words", dir: "auto" });
    while (at < text.length) {
      const end = marked.indexOf(!marked[at], at);
      const words = text.slice(at, end < 0 ? text.length : end);
      out.append(marked[at] ? make("mark", "", words) : words);
      at += words.length;
    }
    return out.textContent.trim() ? out : null;
  };

  const words = (look, text) => (text ? make("span", { class: look, dir: "auto" }, text) : null);

  const hit = (href, look, ...content) => make("a", { class: look, href }, ...content);

  const group = (found, query) => {
    const list = make("ul", "jb-hits__steps");
    for (const step of found.steps) {
      const where = step.stage ? make("span", "jb-hit__where", words("", step.stage)) : null;
      const head = make("span", "jb-hit__head", words("jb-hit__title", step.title), where);
      list.append(make("li", "", hit(step.href, "jb-hit", head, excerpt(step.excerpt, step.title, query))));
    }
    if (found.left) {
      const more = ngettext("%(num)s more step on this map", "%(num)s more on this page", found.left);
      list.append(make("li", { lang: translation.language }, hit(found.href, "jb-hit jb-hit--more", more)));
    }
    const about = [found.kind, ...found.people.slice(0, 3)].filter(Boolean).join(" · ");
    const kind = words("jb-hit__kind", about);
    if (kind) kind.lang = translation.language;
    const head = make("span", "jb-hit__head", words("jb-hit__page", found.title), kind);
    const page = hit(found.href, "jb-hit jb-hit--page", head, found.excerpt && excerpt(found.excerpt, found.title, query));
    const made = make("li", "jb-hits__group", page, found.steps.length ? list : null);
    made.lang = found.language; // the box around it speaks the language of the portal
    return made;
  };

  // What is shown where nothing was found, with a link to look through everything.
  const nothing = (query, lookThrough) => {
    const lead = make("p", "", nodesOf(_("Nothing found for %(query)s."), { query: make("q", "", query) }));
    const help = _("Fewer or shorter words find more. Search reads titles, actions, thoughts, pains and quotes.");
    return make("div", "jb-search__none", lead, make("p", "", help), make("p", "", lookThrough));
  };

  // The elements of the first `count` results, as a promise.
  const hits = async (results, count, query) => {
    const data = await Promise.all(
      results.slice(0, count).map(async (result) => {
        const found = await result.data().catch(() => null); // a page that cannot be fetched is left out
        return found && { ...shown(found, query), language: found.meta.language || result.language };
      })
    );
    return data.filter(Boolean).map((each) => group(each, query));
  };

  Object.assign(offered, { loadIndex: load, find, hits, nothing });
})();
