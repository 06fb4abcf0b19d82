// What the search box asks: fetched when somebody is about to search, with Pagefind. Pagefind says on which pages and in
// which places words stand; the steps of the best pages are then weighed one by one.
(() => {
  const WEIGHED = 24; // pages of a large portal whose steps are weighed, each another file
  const SMALL = 400; // pages of a portal that is not large
  const ALL = 80; // pages of a small one whose steps are weighed
  const EXPLAINING = 8; // and pages that explain the portal
  const NARROWED = 200; // pages whose steps are counted where somebody narrows what was found

  // This portal first, then the others that it names and that this host has: each has a search index of its own. One on
  // another host is only linked to, since a reader's browser asks no other host.
  const { root, bundle, synonyms, portals: named } = offered.searchPlaces;
  const all = JSON.parse(named || '[["", ""]]').map(([title, address]) => {
    const own = new URL(address, root);
    return { title, root: own, bundle: new URL(bundle, own), synonyms: new URL(synonyms, own) };
  });
  const portals = all.filter((portal) => portal.root.origin === root.origin);
  const elsewhere = all.filter((portal) => portal.root.origin !== root.origin);

  // What `read` gives for each portal that is asked. Another one that cannot be read is left out, as while it is published.
  const ofPortals = (read) =>
    Promise.all(
      portals.map(async (portal, at) => {
        try {
          return await read(portal);
        } catch (error) {
          if (at === 0) throw error;
          return [];
        }
      })
    );

  const fold = (text) => text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{M}+/gu, "$1").normalize("NFC");
  const fetchJson = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`cannot be fetched: ${address}`);
    return answer.json();
  };

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

  const unspaced = (word) => ANY.test(word);

  let loading = null;

  // An index holds one language, with the word forms of that language. A portal may hold several, and a reader
  // wants the results of all: one engine a language, each a copy of the module with a worker of its own.
  const enginesOf = async (portal) => {
    const entry = await fetch(new URL("pagefind-entry.json", portal.bundle), { cache: "no-cache" });
    if (!entry.ok) throw new Error("there is no search index");
    const { languages } = await entry.json();
    return Promise.all(
      Object.entries(languages).map(async ([language, about]) => {
        const module = await import(new URL(`pagefind.js?language=${encodeURIComponent(language)}`, portal.bundle).href);
        // Pagefind takes the language from the page, at the moment in which an engine is made.
        const page = document.documentElement;
        const spoken = page.lang;
        page.lang = language;
        let engine;
        try {
          engine = module.createInstance({ baseUrl: portal.root.href });
        } finally {
          page.lang = spoken;
        }
        return { portal, language, pages: about.page_count, engine: await engine };
      })
    );
  };
  const engines = () => {
    loading ||= (async () => {
      if (location.protocol === "file:") throw new Error("a file may read no other file");
      return (await ofPortals(enginesOf)).flat();
    })().catch((error) => {
      loading = null; // the next search tries again
      throw error;
    });
    return loading;
  };

  const load = () => Promise.all([engines(), offered.loadWords().catch(() => {})]);

  // ---- which pages ----

  // The words of a query. One and two letters begin half of all words: asked for only where nothing else is, as are
  // words that stand on nearly every page.
  const COMMON = new Set(
    ("a an and are as at be but by can do does for from had has have he her his how i in into is it its me my of on or our she so that the " +
      "their them then there they this to was we were what when where which who why will with would you your " +
      "aber als am an auch auf aus bei bin das dass dem den der des die ein eine einem einen einer er es für hat ich ihr im in ist mit " +
      "nach nicht noch oder sich sie sind und uns vom von vor war was wenn wer wie wir wird wo zu zum zur " +
      "au aux avec ce ces dans de des du elle en est et il je la le les leur ou où par pas pour que qui sa se ses son sur un une " +
      "con del el ella en es la las lo los no para por que se su sus un una y").split(" ")
  );
  const wordsOf = (query) => {
    const all = query.replace(HIDDEN, "").toLowerCase().split(/\s+/).flatMap((word) => {
      const bare = word.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, "").replace(/['’]s$/, "");
      return bare && !unspaced(bare) ? bare.split(/[-‐–/]/) : [word];
    });
    const words = [...new Set(all.filter(Boolean))];
    const telling = words.filter((word) => unspaced(word) || (!COMMON.has(word) && (word.length > 2 || /[^\u0000-\u024f]/.test(word))));
    return telling.length ? telling : words;
  };

  const FILTERS = ["kind", "persona", "channel", "team", "lifecycle", "type", "status", "feeling"]; // of the indexes
  const FACETS = ["portal", ...FILTERS];

  // The pages of each engine that explain the portal itself: they come after all that customers go through.
  const references = new WeakMap();
  const referencesOf = (engine) => {
    if (!references.has(engine)) {
      const pages = engine.search(null, { filters: { reference: "yes" } }).then(({ results }) => new Set(results.map(({ id }) => id)));
      pages.catch(() => references.delete(engine));
      references.set(engine, pages);
    }
    return references.get(engine);
  };

  // The pages of an engine, each with the places of every word: `words` as of `lookedFor`.
  const pagesOf = async ({ portal, language, engine }, words, chosen) => {
    const filters = Object.fromEntries(FILTERS.filter((name) => chosen[name]).map((name) => [name, chosen[name]]));
    const options = Object.keys(filters).length ? { filters } : {};
    const pages = new Map();
    const add = (result, at, term) => {
      const known = pages.get(result.id);
      const page = known || { portal, language, score: 0, places: words.map(() => []), data: () => result.data() };
      if (!known) pages.set(result.id, page);
      page.score = Math.max(page.score, result.score);
      if (term) page.places[at].push({ term, places: result.words || [] });
    };
    if (!words.length) {
      for (const result of (await engine.search(null, options)).results) add(result);
    }
    // All pieces of a text without spaces must stand on a page.
    const asked = words.flatMap(({ terms }, at) => terms.map((term) => ({ at, term })));
    await Promise.all(
      asked.map(async ({ at, term }) => {
        const { results } = await engine.search(cut(term.text), options);
        for (const result of results) add(result, at, term);
      })
    );
    const explaining = await referencesOf(engine);
    for (const [id, page] of pages) page.explains = explaining.has(id);
    // Rules and guides are much the same in all portals: those of this one are enough.
    return [...pages.values()].filter((page) => portal === portals[0] || !page.explains);
  };

  const best = (places) => Math.max(0, ...places.map(({ term }) => term.weight));

  // ---- which steps ----

  // How much a word counts in a place. Titles say what a step is about; what people feel and say comes before the rest.
  const LANES = { title: 2.2, pains: 1.35, quotes: 1.25, thought: 1.15, action: 1.15, "": 0.75 };
  const laneWeight = (lane) => LANES[lane] ?? 1;

  // How much a kind of page counts, by the folder of its address.
  const FOLDERS = { journeys: 0.95, personas: 1, accounts: 0.9, recommendations: 0.85, metrics: 0.85, evidence: 0.85, channels: 0.85, teams: 0.85, systems: 0.8 };
  const OTHERS = 0.6;
  const folderWeight = (url) => FOLDERS[url.split("/").filter(Boolean).at(-2)] ?? OTHERS;

  // Whether a word of a page is what was asked: where an index lacks a word, Pagefind takes a shorter beginning of it.
  const isMeant = (word, term) =>
    /[^\u0000-\u024f]/.test(term) ||
    fold(word).includes(term) ||
    term.split(/[^\p{L}\p{N}\p{M}]+/u).some((asked) =>
      fold(word).split(/[^\p{L}\p{N}\p{M}]+/u).some((part) => part && (part.startsWith(asked) || offered.areForms(asked, part)))
    );

  const address = (portal, page, anchor) => {
    const url = new URL(page.replace(/^\/+/, ""), portal.root);
    if (anchor) url.hash = anchor;
    return url.href;
  };

  // The sections of a page below its headings, each with its lanes and facets, which stand in marks (`search_mark`).
  const sectionsOf = (data, words) => {
    const anchors = (data.anchors || []).slice().sort((one, other) => one.location - other.location);
    const headings = anchors.filter((each) => /^h[1-6]$/i.test(each.element));
    const page = { title: closed(data.meta.title || ""), explains: false };
    const sections = [];
    if (!headings.length || headings[0].location > 0) sections.push({ level: 1, title: page.title, from: 0, titleEnd: 0, id: "" });
    let stage = "";
    for (const at of headings) {
      const level = Number(at.element[1]);
      const title = closed(at.text || "");
      if (level === 2) stage = title;
      const titleEnd = at.location + (at.text || "").split(/\s+/).filter(Boolean).length;
      sections.push({ level, title, id: level === 1 ? "" : at.id, stage: level > 2 ? stage : "", from: at.location, titleEnd });
    }
    sections.forEach((section, at) => {
      section.to = sections[at + 1] ? sections[at + 1].from : words.length;
      section.lanes = [];
      section.facets = {};
    });
    for (const mark of anchors.filter(({ id }) => id.startsWith("~"))) {
      const section = sections.findLast((each) => each.from <= mark.location);
      const values = new URLSearchParams(mark.id.slice(1));
      if (values.has("lane")) {
        section.lanes.push({ lane: values.get("lane"), title: values.get("title") || "", from: mark.location });
      } else {
        for (const name of new Set(values.keys())) section.facets[name] = values.getAll(name);
      }
      section.told = true;
    }
    return sections;
  };

  const laneAt = (section, place) => {
    if (place < section.titleEnd) return { lane: "title", title: "" };
    return section.lanes.findLast((each) => each.from <= place) || { lane: "", title: "" };
  };

  // The entries of a page: the page itself and what its headings stand above, weighed by the words.
  const entriesOf = (page, data, words, phrase) => {
    const content = (data.raw_content || data.content || "").split(/\s+/);
    const sections = sectionsOf(data, content);
    const filters = data.filters || {};
    const url = data.raw_url || data.url;
    const title = closed(data.meta.title || "");
    const isMap = sections.some((each) => each.told);
    const folder = folderWeight(url);
    // The places of each word on the page, each with its weight.
    const places = words.map(({ typed }, at) => {
      const found = new Map();
      for (const { term, places: spots } of page.places[at]) {
        const asked = fold(term.text);
        for (const spot of spots) {
          if (found.get(spot) >= term.weight || !isMeant(content[spot] || "", asked)) continue;
          const exact = fold(content[spot]).replace(/[^\p{L}\p{N}\p{M}]/gu, "") === asked ? 1 : 0.92;
          found.set(spot, term.weight * exact);
        }
      }
      const whole = unspaced(typed) ? closed(content.join(" ")).toLowerCase().includes(typed) : true;
      return whole ? found : new Map();
    });
    if (words.some(({ typed }, at) => unspaced(typed) && !places[at].size)) return [];
    const inTitle = words.map(({ typed, terms }) => {
      const said = fold(title).split(/[^\p{L}\p{N}\p{M}]+/u);
      return Math.max(0, ...[{ text: typed, weight: 1 }, ...terms].map(({ text, weight }) => (said.some((word) => word && word.startsWith(fold(text))) ? weight : 0)));
    });
    const own = sections.filter((each) => each.level > 1);
    return sections.map((section) => {
      const matched = new Map(); // places, each with the word that was asked
      const titled = new Map(); // those in the title, each with how well it is met
      let sum = 0;
      let all = 0;
      let covered = 0;
      words.forEach(({ typed, rarity }, at) => {
        let weight = 0;
        let spot = null;
        for (const [place, quality] of places[at]) {
          if (place < section.from || place >= section.to) continue;
          matched.set(place, at);
          if (place < section.titleEnd) titled.set(place, quality);
          const here = quality * (section.told || place < section.titleEnd ? laneWeight(laneAt(section, place).lane) : 1);
          if (here > weight) [weight, spot] = [here, place];
        }
        if (unspaced(typed) && spot !== null && !closed(content.slice(section.from, section.to).join(" ")).toLowerCase().includes(typed)) {
          weight = 0;
        }
        const here = weight;
        if (section.level > 1) {
          // What the page and the stage are called, and who it is about, says what its steps are about.
          weight = Math.max(weight, 0.55 * inTitle[at]);
          const above = own.find((each) => each.level === 2 && each.title === section.stage);
          if (above && [...places[at].keys()].some((place) => place >= above.from && place < above.titleEnd)) weight = Math.max(weight, 0.6);
          if ((section.facets.persona || []).some((name) => fold(name).split(" ").includes(fold(typed)))) weight = Math.max(weight, 0.7);
        } else weight = Math.max(weight, 2 * inTitle[at], section.level === 1 && places[at].size ? 0.2 : 0);
        sum += rarity * weight;
        all += rarity;
        if (weight >= 0.3) covered += rarity * (here || section.level === 1 ? 1 : 0.8);
      });
      const share = all ? covered / all : 1;
      let near = 0;
      const spots = [...matched.keys()].sort((one, other) => one - other);
      spots.forEach((place, at) => {
        const next = spots[at + 1];
        if (next === undefined || matched.get(next) === matched.get(place)) return;
        if (next - place <= 3 && matched.get(next) === matched.get(place) + 1) near = Math.max(near, 0.35);
        else if (next - place <= 8) near = Math.max(near, 0.15);
      });
      const named = fold(section.title).replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
      const telling = named.split(" ").filter((word) => !COMMON.has(word)).length || 1;
      let bonus = near;
      if (named && named === phrase) bonus += 2;
      else if (named && ` ${named} `.includes(` ${phrase} `)) bonus += 0.5;
      const met = [...titled.values()].reduce((all, each) => all + each, 0);
      bonus += 0.5 * Math.min(1, met / telling) * share;
      const kind = section.level > 1 ? (isMap ? (section.level === 2 ? 0.8 : 1) : folder * 0.75) : folder;
      const score = ((all ? sum / all : 1) * (0.2 + 0.8 * share * share) + bonus) * kind;
      const lanes = [...new Set(section.lanes.filter(({ title }) => title).map(({ title }) => title))];
      const found = [...new Set(spots.map((place) => laneAt(section, place).title).filter(Boolean))];
      const step = isMap && section.level > 1;
      return {
        score,
        share,
        matched,
        content,
        section,
        hits: matched.size,
        explains: page.explains,
        language: data.meta.language || page.language,
        indexed: page.language,
        href: address(page.portal, url, section.id),
        title: section.title || title,
        page: section.level > 1 ? title : "",
        kind: step ? "" : data.meta.type || data.meta.kind || "",
        portal: page.portal === portals[0] ? "" : page.portal.title,
        facets: {
          portal: portals.length > 1 ? [page.portal.title] : [],
          kind: step ? (words.length ? found : lanes) : [data.meta.kind || ""].filter(Boolean),
          persona: step ? section.facets.persona || [] : filters.persona || [],
          channel: step ? section.facets.channel || [] : [],
          team: step ? section.facets.team || [] : [],
          lifecycle: step ? section.facets.lifecycle || (own.find((each) => each.level === 2 && each.title === section.stage)?.facets.lifecycle ?? []) : [],
          type: filters.type || [],
          status: filters.status || [],
          feeling: step ? section.facets.feeling || [] : [],
        },
      };
    });
  };

  const fits = (entry, chosen, but) =>
    FACETS.every((name) => {
      if (!chosen[name] || name === but) return true;
      const own = entry.facets[name];
      return name === "feeling" ? own.some((level) => Number(level) <= Number(chosen[name])) : own.includes(chosen[name]);
    });

  // What there is to choose of each facet, with the number of results that it leaves beside what else is chosen.
  const choicesOf = (entries, chosen) =>
    Object.fromEntries(
      FACETS.map((name) => {
        const counts = new Map();
        for (const entry of entries.filter((each) => fits(each, chosen, name))) {
          const own = name === "feeling" ? ["0", "1", "2"].filter((level) => entry.facets.feeling.some((each) => Number(each) <= Number(level))) : entry.facets[name];
          for (const value of new Set(own)) counts.set(value, (counts.get(value) || 0) + 1);
        }
        if (chosen[name] && !counts.has(chosen[name])) counts.set(chosen[name], 0);
        return [name, counts];
      })
    );

  // What is found for a query among what is chosen, by facet: `results` in their order, those that explain the portal
  // last; `choices` by facet; `instead` the words that were taken for unknown ones; `whole` whether all was weighed.
  const find = async (query, chosen = {}) => {
    const [asked] = await Promise.all([engines(), offered.loadWords().catch(() => {})]);
    const typed = wordsOf(query);
    const words = await offered.lookedFor(typed);
    const some = FACETS.some((name) => chosen[name]);
    const pages = (await Promise.all(asked.map((each) => pagesOf(each, words, chosen)))).flat();
    const sizesOf = portals.map((portal) => Math.max(0, ...asked.filter((each) => each.portal === portal).map((each) => each.pages)));
    const total = Math.max(pages.length, sizesOf.reduce((sum, size) => sum + size, 0));
    words.forEach((word, at) => {
      const count = pages.filter((page) => page.places[at].length).length;
      word.rarity = count ? Math.log(1 + total / count) : 0.5;
    });
    const weight = (page) => words.reduce((sum, { rarity }, at) => sum + rarity * best(page.places[at]), 0) + page.score / 1e4;
    const told = pages.filter((page) => !page.explains);
    const explained = pages.filter((page) => page.explains);
    const weighed = total > SMALL ? WEIGHED : ALL;
    const sizes = [some ? NARROWED : weighed, EXPLAINING + Math.max(0, WEIGHED - told.length)];
    const picked = [told, explained].flatMap((group, at) =>
      group
        .map((page) => ({ page, weight: weight(page) }))
        .sort((one, other) => other.weight - one.weight)
        .slice(0, sizes[at])
        .map(({ page }) => page)
    );
    const phrase = fold(query).replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
    const found = await Promise.all(
      picked.map(async (page) => {
        const data = await page.data().catch(() => null); // a page that cannot be fetched is left out
        return data ? entriesOf(page, data, words, phrase) : [];
      })
    );
    const entries = found.flat().filter((entry) => (words.length ? entry.hits && entry.share > 0 : entry.section.level > 1 && entry.section.told));
    const order = (one, other) => one.explains - other.explains || other.score - one.score || (one.href < other.href ? -1 : 1);
    const most = (explains) => Math.max(0, ...entries.filter((each) => each.explains === explains).map((each) => each.share));
    const least = [most(false), most(true)].map((share) => 0.5 * share);
    const kept = entries.filter((entry) => entry.share >= least[Number(entry.explains)]).sort(order);
    return {
      results: kept.filter((entry) => fits(entry, chosen)),
      choices: choicesOf(kept, chosen),
      instead: words.some(({ instead }) => instead) ? words.map(({ typed: own, instead }) => instead || own) : null,
      asked: typed,
      whole: told.length <= sizes[0],
    };
  };

  Object.assign(offered, {
    loadIndex: load,
    find,
    facetNames: FACETS,
    searchText: { fold, unspaced, closed, fetchJson, mark, ANY, neutral },
    searchPortals: { elsewhere, ofPortals },
  });
})();
