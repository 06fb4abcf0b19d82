/* Two freely chosen maps against each other, from the `map.json` of either. What is compared is defined in
   insight/comparison.py, how it looks in drawing/charts/curve_overlay.py and pages/templates/comparison.html: this says the same.
   The choice is kept in the address, so that a comparison can be sent to somebody.
   A small portal has its maps as options. A large one names the file of the catalogue (pages/catalogue/catalogue_data.py), which
   is fetched when somebody begins to type the words of a title; only maps that were chosen are options. */
(() => {
  const MENTIONED = 3;
  const OFFERED = 50; // how many maps are offered for the words that are typed

  const lists = new Intl.ListFormat(translation.locale);

  /* ---- what is compared ---- */

  const felt = (spot, cast) =>
    spot.feelings
      .filter((each) => !cast.length || cast.some((who) =>
        each.persona === who || (each.persona === null && (!spot.personas.length || spot.personas.includes(who)))))
      .reduce((low, each) => (low && low.value <= each.value ? low : each), null);

  const personas = (map) => map.map.personas || [];
  const shared = (one, two) => personas(one).filter((each) => personas(two).includes(each));
  const sameCast = (one, two) => new Set([...personas(one), ...personas(two)]).size === shared(one, two).length;

  const lowestAt = (map, place, cast) => {
    const found = new Map();
    for (const spot of map.figures.spots) {
      const key = place(spot);
      if (!key) continue;
      const low = felt(spot, cast);
      const known = found.get(key);
      if (!known || (low && (!known.low || low.value < known.low.value))) found.set(key, { spot, low });
    }
    return found;
  };

  // Places in the order of `keys`, each with what the two sides feel there.
  const compare = (one, two, keys, place, cast) => {
    const [left, right] = [one, two].map((map) => lowestAt(map, place, cast));
    return keys.filter(([key]) => left.has(key) || right.has(key)).map(([key, title]) => {
      const [a, b] = [left.get(key), right.get(key)];
      return { key, title, a, b, change: a && b && a.low && b.low ? b.low.value - a.low.value : null };
    });
  };

  const stageTitles = (one, two) => {
    const count = Math.max(one.figures.stages, two.figures.stages);
    return Array.from({ length: count }, (each, at) => {
      const titles = [one, two].map((map) => (map.map.stages || [])[at]).filter(Boolean).map((each) => each.title);
      return [String(at + 1), [...new Set(titles)].join(" / ")];
    });
  };

  /* ---- which place follows which: insight/step_graph.py defines it ---- */

  const placeLinks = (map, place, keys) => {
    const columns = map.figures.spots.filter((each) => each.way);
    const at = new Map(columns.map((each, index) => [each.place.step || each.place.stage, index]));
    const ahead = columns.map(() => []);
    let plain = map.figures.transitions.length === Math.max(0, columns.length - 1);
    for (const { start, end } of map.figures.transitions) {
      const [from, to] = [at.get(start), at.get(end)];
      if (to !== from + 1) plain = false;
      if (to > from) ahead[from].push(to);
    }
    if (plain) return null;
    const order = new Map(keys.map((key, index) => [key, index]));
    const places = columns.map((each) => order.get(place(each)));
    const reached = [];
    const links = keys.map(() => new Set());
    for (let column = columns.length - 1; column >= 0; column -= 1) {
      reached[column] = new Set(ahead[column].flatMap((end) =>
        (places[end] === undefined ? [...reached[end]] : [places[end]])));
      const here = places[column];
      if (here !== undefined) reached[column].forEach((each) => each > here && links[here].add(each));
    }
    return links.map((each) => [...each].sort((x, y) => x - y));
  };

  // The links between `nodes` as few lines: where ways part a line begins, where they meet the oldest goes on.
  const linesOf = (nodes, links) => {
    const kept = new Set(nodes);
    const lines = [];
    const arrived = new Map();
    for (const node of nodes) {
      let own = arrived.get(node);
      for (const follower of links[node].filter((each) => kept.has(each))) {
        if (own === undefined) own = lines.push([node]) - 1;
        const line = lines[own][lines[own].length - 1] === node ? own : lines.push([node]) - 1;
        lines[line].push(follower);
        arrived.set(follower, Math.min(line, arrived.has(follower) ? arrived.get(follower) : line));
      }
      if (own === undefined) lines.push([node]);
    }
    return lines;
  };

  /* ---- how it is written ---- */

  // Two decimals as Python rounds them: a true tie goes to the even digit.
  const emotionFigure = (value, signed) => {
    const size = Math.abs(value);
    const tie = Number.isInteger(size * 8) && !Number.isInteger(size * 4);
    const cents = Math.floor(size * 100);
    const text = tie ? ((cents + (cents % 2)) / 100).toFixed(2) : size.toFixed(2);
    const digits = text.replace(/\.?0+$/, "").replace(".", translation.decimal);
    if (digits === "0") return "0";
    const sign = value < 0 ? "\u2212" : signed ? "+" : "";
    return (sign && getComputedStyle(document.body).direction === "rtl" ? "\u200e" : "") + sign + digits;
  };

  const change = (value) => {
    const way = value > 0 ? "up" : value < 0 ? "down" : "same";
    const arrow = value ? make("span", { "aria-hidden": "true" }, value > 0 ? "▲" : "▼") : "";
    return make("b", `jb-comparison-change jb-comparison-change--${way}`, arrow, value ? ` ${emotionFigure(value, true)}` : "0");
  };

  /* ---- the maps of a large portal ---- */

  /* Every map of the catalogue's data: its id, and words that no other has: its title, what is marked of it, where needed its id. */
  const choicesOf = (data) => {
    const facet = Object.fromEntries(data.facets.map((each) => [each.name, each]));
    const mark = (name, usual, map) =>
      facet[name].maps[map].map((at) => facet[name].values[at]).filter(({ id }) => id !== usual).map(({ title }) => title);
    const named = new Set();
    return data.maps.id.map((id, map) => {
      const marks = [...mark("type", "current-state", map), ...mark("status", "published", map)];
      const title = marks.length ? `${data.maps.title[map]} (${lists.format(marks)})` : data.maps.title[map];
      const words = named.has(title) ? `${title} [${id}]` : title;
      named.add(words);
      return { id, words, searched: words.toLowerCase() };
    });
  };

  const having = (choices, text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return choices.filter(({ searched }) => words.every((word) => searched.includes(word)));
  };

  const start = (root) => {
    if (root.dataset.ready) return;
    root.dataset.ready = "yes";
    const { scale: [low, high], lifecycle, root: above, maps: data } = JSON.parse(root.dataset.compare);
    // Instant navigation changes the address before the page goes: links and requests must not depend on it.
    const page = location.pathname;
    const up = new URL(above || "./", location.href).href;
    const form = root.querySelector("form");
    const status = root.querySelector(".jb-compare-status");
    const out = root.querySelector(".jb-compare-out");
    const faces = [...root.querySelector("template").content.children];
    const { a, b, persona, by } = form.elements;
    const maps = new Map();
    let turn = 0;

    const file = data && new URL(data, location.href).href;
    const texts = new Map();
    let choices = null;

    b.append(...[...a.options].map((each) => each.cloneNode(true)));
    form.hidden = false;

    // A page below another: on a site of files, whose addresses end in a name, its file.
    const beside = (address, folder) => new URL(folder + address.replace(/^.*\//, ""), up + address).href;
    const level = (value) => emotionFigure(value, low < 0);
    const to = (place) => make("a", { href: up + place.address }, make("bdi", "", place.title));
    const feeling = (each) =>
      make("span", `jb-feeling jb-level-${each.level}`, faces[each.level].cloneNode(true), " ",
        make("span", "jb-feeling__word", each.word), " ", make("b", "", level(each.value)));
    const top = (value) => {
      const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
      return Math.round(82 - share * 64);
    };

    /* ---- the picture ---- */

    // A line breaks where nobody knows, runs on past a stage that the map has no part in, and parts where ways part.
    const runs = (places, side, links) => {
      const found = [[]];
      if (links) {
        const spot = (at) => [((at + 0.5) / places.length) * 100, top(places[at][side].low.value)];
        const known = places.map((_, at) => at).filter((at) => places[at][side] && places[at][side].low);
        return linesOf(known, links).filter((each) => each.length > 1).map((each) => curvePath(each.map(spot)));
      }
      places.forEach((each, at) => {
        if (each[side] && each[side].low) found[0].push([((at + 0.5) / places.length) * 100, top(each[side].low.value)]);
        else if (each[side]) found.unshift([]);
      });
      return found.filter((each) => each.length > 1).map(curvePath);
    };

    const lineClass = (look, at) => `jb-overlay__line jb-overlay__line--${look} jb-series-${at}`;

    const picture = (places, titles, byStage, sentence, links) => {
      const looks = [["now", "a", 0], ["then", "b", 1]];
      const zero = low < 0 && high > 0 ? top(0) : 50;
      const stretched = { viewBox: "0 0 100 100", preserveAspectRatio: "none", focusable: "false" };
      const drawn = makeSvg("svg", { class: "jb-overlay__ink", ...stretched },
        makeSvg("path", { class: "jb-curve__half jb-curve__half--up", d: `M0,0H100V${zero}H0Z` }),
        makeSvg("path", { class: "jb-curve__half jb-curve__half--down", d: `M0,${zero}H100V100H0Z` }),
        makeSvg("path", { class: "jb-curve__zero", d: `M0,${zero}H100` }),
        ...looks.flatMap(([look, side, at]) =>
          runs(places, side, links[at]).map((d) => makeSvg("path", { class: lineClass(look, at), d }))),
      );
      const legend = looks.map(([look, , at]) => {
        const key = makeSvg("svg",
          { class: "jb-overlay__key", viewBox: "0 0 28 10", "aria-hidden": "true", focusable: "false" },
          makeSvg("path", { class: lineClass(look, at), d: "M0,5H28" }));
        const box = make("input", { type: "checkbox", class: `jb-overlay__shows-${at}` });
        box.checked = true;
        return make("li", "", make("label", "jb-switch", box, key, " ", make("span", { dir: "auto" }, titles[at])));
      });
      const columns = places.map((each, number) => {
        const there = looks.filter(([, side]) => each[side] && each[side].low)
          .map(([look, side, at]) => ({ look, at, value: each[side].low.value }));
        const highest = there.length > 1 && there[1].value > there[0].value ? 1 : 0;
        const same = there.length > 1 && level(there[0].value) === level(there[1].value);
        const dots = there.map(({ look, at, value }, index) => {
          const above = there.length === 1 || (!same && index === highest);
          const told = above || !same || index === 1;
          return make("span", `jb-overlay__dot jb-overlay__dot--${look} jb-series-${at} jb-y-${top(value)}`,
            told ? make("b", `jb-overlay__figure jb-overlay__figure--${above ? "above" : "below"}`, level(value)) : "");
        });
        return make("li", "jb-overlay__column", make("div", "jb-overlay__space", dots),
          make("p", "jb-overlay__title", make("span", "jb-overlay__number", String(number + 1)), " ", make("span", { class: "jb-overlay__word", dir: "auto" }, each.title)));
      });
      const maps = { maps: lists.format(titles) };
      const curves = byStage ? _("Curves: %(maps)s, by stage", maps) : _("Curves: %(maps)s, by lifecycle stage", maps);
      const axis = [[4, high], [2, (low + high) / 2], [0, low]].map(([at, value]) =>
        make("i", `jb-y-${top(value)}`, faces[at].cloneNode(true)));
      return make("figure", places.length > 6 ? "jb-overlay" : "jb-overlay jb-overlay--few",
        make("ul", "jb-overlay__legend", legend),
        make("div", { class: "jb-overlay__scroller", role: "region", "aria-label": curves, tabindex: "0" },
          make("p", "jb-sr-only", sentence),
          make("div", { class: `jb-overlay__plot jb-cols-${places.length}`, "aria-hidden": "true" },
            make("div", "jb-overlay__axis", axis),
            make("div", "jb-overlay__area", drawn, make("ol", "jb-overlay__columns", columns)))));
    };

    /* ---- the page ---- */

    const glance = (title, big, ...words) => make("div", "", make("dt", "", title), " ", make("dd", "", make("b", "jb-big", big), " ", words));
    const pair = (one, two) => lists.format([figure(one), figure(two)]);
    const heading = (id, words) => make("h2", { class: "jb-heading-2", id }, words);

    const point = (each) =>
      make("li", "", make("bdi", "", each.title), " ", change(each.change),
        make("small", "", " ", nodesOf(_("from %(place)s %(level)s to %(other)s %(changed)s"), {
          place: to(each.a.spot.place), level: level(each.a.low.value),
          other: to(each.b.spot.place), changed: level(each.b.low.value),
        })));

    const cell = (side) =>
      make("td", "", side && side.low ? [feeling(side.low), " ", make("small", "", to(side.spot.place))]
        : make("span", "jb-none", side ? _("no feeling noted") : _("not part of it")));

    const show = (one, two, places, byStage, who, links) => {
      const titles = [one, two].map((each) => each.map.title);
      const known = places.filter((each) => each.change !== null);
      const size = (x, y) => Math.abs(y.change) - Math.abs(x.change);
      const gains = known.filter((each) => each.change > 0).sort(size);
      const losses = known.filter((each) => each.change < 0).sort(size);
      const same = known.length - gains.length - losses.length;
      const mean = known.reduce((sum, each) => sum + each.change, 0) / known.length;
      const most = [...known].sort(size)[0];
      const stages = ngettext("%(num)s stage", "%(num)s stages", known.length);
      const words = known.length
        ? [ngettext("%(num)s of %(stages)s that both have feels better on the second",
            "%(num)s of %(stages)s that both have feel better on the second", gains.length, { stages }),
          losses.length ? ngettext("%(num)s feels worse", "%(num)s feel worse", losses.length) : "",
          same ? ngettext("%(num)s feels the same", "%(num)s feel the same", same) : ""].filter(Boolean).join(translation.comma)
        : _("The two share no stage whose feelings are known");
      const sentences = [_("%(one)s against %(two)s.", { one: titles[0], two: titles[1] })];
      if (most) {
        sentences.push(_("The largest difference is at %(stage)s: %(one)s against %(two)s.",
          { stage: most.title, one: level(most.a.low.value), two: level(most.b.low.value) }));
      }
      const numbers = places.map((each, at) => ({ ...each, number: at + 1 }));
      const rows = numbers.sort((x, y) =>
        (x.change === null) - (y.change === null) || Math.abs(y.change || 0) - Math.abs(x.change || 0) || x.number - y.number);
      const ready = [[one, two], [two, one]].find(([now, then]) => then.map.future_of === now.id);

      status.textContent = `${words}.`;
      out.replaceChildren(
        make("h2", "jb-compare-title", nodesOf(_("%(one)s against %(two)s"), {
          one: to({ address: one.files.page, title: titles[0] }), two: to({ address: two.files.page, title: titles[1] }),
        })),
        make("p", "jb-note", `${who} `,
          ready ? make("a", { href: beside(ready[1].files.page, "compare/") }, _("Compare these two step by step")) : ""),
        make("section", { class: "jb-glance", "aria-label": _("At a glance") }, make("dl", "",
          known.length ? glance(_("On average"), change(mean),
            make("span", "", ngettext("over %(num)s stage that both have", "over %(num)s stages that both have", known.length))) : "",
          known.length ? glance(_("Better, worse, the same"), [gains.length, losses.length, same].join(translation.comma), make("span", "", _("on the second map"))) : "",
          gains.length ? glance(_("Largest gain"), change(gains[0].change), make("bdi", "", gains[0].title)) : "",
          losses.length ? glance(_("Largest loss"), change(losses[0].change), make("bdi", "", losses[0].title)) : "",
          glance(_("Pains"), pair(one.figures.pains.length, two.figures.pains.length), make("span", "", _("written down on either map"))),
          glance(_("Steps"), pair(one.figures.steps, two.figures.steps), make("span", "", _("on either map"))))),
        make("section", { class: "jb-section", "aria-labelledby": "jv--stages" },
          heading("jv--stages", byStage ? _("Stage by stage") : _("By lifecycle stage")),
          make("p", "jb-note", _("The lowest moment of each map in each stage. The table has the largest change first; its numbers are the picture's.")),
          places.length <= 200 && places.some((each) => (each.a && each.a.low) || (each.b && each.b.low)) ? picture(places, titles, byStage, sentences.join(" "), links) : "",
          gains.length || losses.length ? make("div", "jb-comparison-words",
            gains.length ? make("div", "", make("h3", "jb-heading-3", _("Better on the second")), make("ol", "jb-points", gains.slice(0, MENTIONED).map(point))) : "",
            losses.length ? make("div", "", make("h3", "jb-heading-3", _("Worse on the second")), make("ol", "jb-points", losses.slice(0, MENTIONED).map(point))) : "") : "",
          make("div", { class: "jb-scroller", role: "region", "aria-label": _("Table: by stage"), tabindex: "0" },
            make("table", "jb-table jb-overlay-table jb-comparison-table jb-comparison-table--stages",
              make("thead", "", make("tr", "", [_("No."), byStage ? _("Stage") : _("Lifecycle stage"), ...titles, _("Change")].map((each, at) =>
                make("th", { scope: "col", ...(at % 4 ? {} : { class: "jb-number" }) }, make("bdi", "", each))))),
              make("tbody", "", rows.map((each) => make("tr", { "data-key": each.key },
                make("td", "jb-number", String(each.number)), make("th", { scope: "row" }, make("bdi", "", each.title)),
                cell(each.a), cell(each.b),
                make("td", "jb-number", each.change === null ? make("span", "jb-none", "–") : change(each.change)))))))),
      );
    };

    /* ---- choosing by words ---- */

    const fetchChoices = () => {
      choices ||= fetch(file).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)))).then(choicesOf);
      choices.catch(() => (choices = null));
      return choices;
    };

    /* Makes a map an option of both lists. One from the address is called by its id until its title is known. */
    const offer = (id, words) => {
      for (const select of [a, b]) {
        const known = [...select.options].find((each) => each.value === id);
        if (!known) select.append(make("option", { value: id }, words));
        else if (known.text === id) setText(known, words);
      }
    };

    /* Writes what is chosen into the fields. */
    const showChosen = () => texts.forEach((input, select) => { input.value = select.value ? select.selectedOptions[0].text : ""; });

    /* A field in the place of a list: what is typed narrows what is offered, and an offer that is taken is chosen. */
    const addField = (select) => {
      const id = `jv--maps-${select.name}`;
      const offers = make("datalist", { id });
      const input = make("input", { type: "search", list: id, autocomplete: "off", placeholder: _("Words of its title") });
      const choose = (choice) => {
        if (choice) offer(choice.id, choice.words);
        select.value = choice ? choice.id : "";
        keep();
        update();
      };
      const take = async (isDone) => {
        if (!input.value.trim()) return select.value && choose(null);
        let found;
        try {
          found = having(await fetchChoices(), input.value);
        } catch {
          return say(_("The maps could not be read. Try again, or open one of the comparisons below."));
        }
        const exact = found.find(({ words }) => words === input.value) || (isDone && found.length === 1 ? found[0] : null);
        offers.replaceChildren(...found.slice(0, OFFERED).map(({ words }) => make("option", { value: words })));
        if (exact) {
          if (exact.id !== select.value) choose(exact);
        }
        if (isDone && select.value) showChosen();
        if (!found.length) status.textContent = _("No journey has these words in its title.");
      };
      select.hidden = true;
      select.before(input, offers);
      texts.set(select, input);
      input.addEventListener("focus", () => fetchChoices().catch(() => {}), { once: true });
      input.addEventListener("input", () => take(false));
      input.addEventListener("change", (event) => {
        event.stopPropagation();
        take(true);
      });
    };

    const fetched = (id) => {
      if (!maps.has(id)) {
        const asked = fetch(`${up}journeys/${encodeURIComponent(id)}/map.json`).then((answer) =>
          answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)));
        asked.catch(() => maps.delete(id));
        maps.set(id, asked);
      }
      return maps.get(id);
    };

    const keep = () => {
      if (location.pathname !== page) return;
      const query = new URLSearchParams();
      [a, b, persona, by].forEach((each) => each.value && query.set(each.name, each.value));
      const text = query.toString();
      history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : ""));
    };

    const say = (words) => {
      status.textContent = words;
      out.replaceChildren();
      persona.closest("label").hidden = by.closest("label").hidden = true;
    };

    const update = async (wanted) => {
      const mine = ++turn;
      if (!a.value || !b.value) return say(a.value || b.value ? _("Choose the other journey.") : _("Choose two journeys."));
      if (a.value === b.value) return say(_("These are one and the same journey. Choose another."));
      let found;
      try {
        found = await Promise.all([fetched(a.value), fetched(b.value)]);
      } catch {
        return mine === turn && say(_("The maps could not be read. Try again, or open one of the comparisons below."));
      }
      if (mine !== turn) return;
      const [one, two] = found;
      if (file) {
        for (const { id, map } of found) offer(id, map.title);
        showChosen();
      }
      const both = shared(one, two);
      const names = new Map([...one.things, ...two.things].filter((each) => each.kind === "persona").map((each) => [each.id, each.title]));
      const name = (id) => names.get(id) || id;
      const chosen = both.includes(wanted || persona.value) ? wanted || persona.value : "";
      persona.replaceChildren(...[["", both.length && !sameCast(one, two) ? _("Everybody on both") : _("Everybody")], ...both.map((id) => [id, name(id)])]
        .map(([value, words]) => make("option", { value }, words)));
      persona.value = chosen;
      persona.closest("label").hidden = both.length < 2;
      const cast = chosen ? [chosen] : sameCast(one, two) ? [] : both;
      const stages = new Set(two.figures.lifecycle);
      const inLifecycle = one.figures.lifecycle.some((each) => stages.has(each));
      by.closest("label").hidden = !inLifecycle;
      if (!inLifecycle) by.value = "";
      const ordered = !inLifecycle || by.value === "order";
      const place = ordered ? (spot) => String(spot.stage_number) : (spot) => spot.lifecycle;
      const places = compare(one, two, ordered ? stageTitles(one, two) : lifecycle, place, cast);
      const links = [one, two].map((map) => placeLinks(map, place, places.map((each) => each.key)));
      const people = { personas: lists.format(cast.map(name)) };
      const who = chosen
        ? _("By what %(personas)s feels.", people)
        : cast.length
          ? ngettext("By what %(personas)s feels, who is on both.", "By what %(personas)s feel, who are on both.", cast.length, people)
          : sameCast(one, two)
            ? _("By what anybody feels.")
            : _("No persona is on both, so each map is compared by what anybody on it feels.");
      show(one, two, places, ordered, who, links);
      keep();
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => { keep(); update(); });
    form.querySelector(".jb-compare-swap").addEventListener("click", () => {
      [a.value, b.value] = [b.value, a.value];
      showChosen();
      keep();
      update();
    });

    const query = new URLSearchParams(location.search);
    if (file) {
      [a, b].forEach(addField);
      ["a", "b"].map((name) => query.get(name)).filter(Boolean).forEach((id) => offer(id, id));
    }
    [a, b].forEach((each) => {
      each.value = query.get(each.name) || "";
      if (each.selectedIndex < 0) each.value = "";
    });
    by.value = query.get("by") === "order" ? "order" : "";
    update(query.get("persona"));
  };

  const all = () => document.querySelectorAll("[data-compare]").forEach(start);
  onPage(all);
})();
