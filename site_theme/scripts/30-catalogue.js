/* The catalogue's facets, sorting and two views. Without script every map is listed; this only hides and orders.
   The choice is kept in the address, so that a filtered list can be sent to somebody. What there is to choose from says
   the page: each check box has the name of its facet; each way of sorting names the value by which it sorts.
   A small catalogue carries the maps: each card has its values as `data-` with the facet's name. A long one names with
   [data-maps] a file of all (pages/catalogue/catalogue_data.py), which is fetched when somebody begins to choose; what fits
   is then drawn from it, and the page's own maps stay what is shown to those who choose nothing. */
(() => {
  const NARROW = "(max-width: 59.99em)"; // as in 31-pages-catalogue.css
  const SHOWN = 60; // how many of the maps that fit are drawn at once

  /* ---- the maps: facets by name with the positions of each map's values, words, and values to sort by ---- */

  /* The maps that the cards of the page carry. */
  const carriedMaps = (cards, boxes) => {
    const facets = [...new Set(boxes.map((box) => box.name))].map((name) => {
      const values = boxes.filter((box) => box.name === name).map((box) => ({ id: box.value }));
      const at = new Map(values.map((value, position) => [value.id, position]));
      const maps = cards.map((card) =>
        (card.dataset[name] || "").split(" ").map((id) => at.get(id)).filter((position) => position !== undefined));
      return { name, values, maps };
    });
    const words = cards.map((card) => card.dataset.words || "");
    return {
      size: cards.length,
      facets,
      having: (word) => words.flatMap((each, at) => (each.includes(word) ? [at] : [])),
      sortedBy: (by) => cards.map((card) => card.dataset[by]),
    };
  };

  /* The maps of the file. */
  const fetchedMaps = (data) => {
    const columns = data.maps;
    const tokens = Object.keys(data.words);
    const days = columns.reviewed.map((day) => (day === null ? undefined : data.days[day].day));
    const known = (values) => values.map((value) => value ?? undefined);
    const sorts = {
      title: () => columns.title.map((title) => title.toLowerCase()),
      lowest: () => columns.lowest.map((at) => (at === null ? undefined : data.feelings[at].value)),
      pains: () => columns.pains,
      score: () => known(columns.health),
      reviewed: () => days,
    };
    return {
      size: columns.id.length,
      facets: data.facets,
      having: (word) =>
        tokens.filter((token) => token.includes(word)).flatMap((token) => {
          let at = 0;
          return data.words[token].map((step) => (at += step));
        }),
      sortedBy: (by) => sorts[by](),
      data,
    };
  };

  /* The maps that have every word, as flags; null for no words. */
  const havingAll = (maps, words) => {
    if (!words.length) return null;
    const found = new Uint8Array(maps.size);
    words.forEach((word, turn) => {
      for (const at of maps.having(word)) if (found[at] === turn) found[at] = turn + 1;
    });
    return found.map((count) => Number(count === words.length));
  };

  /* Which maps have the words and of each facet one of the ticked values, and for each value how many would fit if it
     were ticked: of a map that lacks one facet alone, its values of that facet count. */
  const evaluate = (maps, ticked, words) => {
    const having = havingAll(maps, words);
    const counts = maps.facets.map((facet) => new Uint32Array(facet.values.length));
    const asked = maps.facets.flatMap((facet, at) => {
      if (!ticked[facet.name]) return [];
      const flags = Uint8Array.from(facet.values, (value) => Number(ticked[facet.name].includes(value.id)));
      return [{ at, flags, maps: facet.maps }];
    });
    const fits = new Uint8Array(maps.size);
    for (let map = 0; map < maps.size; map += 1) {
      if (having && !having[map]) continue;
      const missed = asked.filter((each) => !each.maps[map].some((value) => each.flags[value]));
      if (missed.length > 1) continue;
      if (!missed.length) fits[map] = 1;
      const counted = missed.length ? [missed[0].at] : counts.keys();
      for (const facet of counted) for (const value of maps.facets[facet].maps[map]) counts[facet][value] += 1;
    }
    return { fits, counts };
  };

  /* The positions of all maps in an order; a map without the value comes last. `numeric` compares numbers, `falling` puts
     the greatest first. */
  const inOrder = (maps, { by, numeric, falling }) => {
    const order = [...Array(maps.size).keys()];
    if (!by) return order;
    const keys = maps.sortedBy(by);
    const { compare: compareTexts } = new Intl.Collator(translation.locale);
    const compare = numeric === undefined ? compareTexts : (a, b) => Number(a) - Number(b);
    return order.sort((one, other) => {
      const [a, b] = [keys[one], keys[other]];
      if (a === undefined || b === undefined) return (a === undefined) - (b === undefined) || one - other;
      return (falling === undefined ? compare(a, b) : compare(b, a)) || one - other;
    });
  };

  /* ---- a map drawn from the file, as pages/catalogue/catalogue.html has it ---- */

  const drawer = (data, up, faces, today) => {
    const columns = data.maps;
    const facets = Object.fromEntries(data.facets.map((facet) => [facet.name, facet]));
    const values = (name, map) => facets[name].maps[map].map((at) => facets[name].values[at]);
    const named = (title) => make("bdi", null, title);
    const link = (address, title) => (address ? make("a", { href: up + address }, named(title)) : named(title));
    const names = (name, map) =>
      values(name, map).flatMap(({ title, address }, at) => [at ? ", " : "", link(address, title)]);
    const address = (map) => {
      const id = columns.id[map];
      return data.moved[id] ?? data.address.replace("{id}", id);
    };
    const feeling = (map, look) => {
      const { level, word, figure: number } = data.feelings[columns.lowest[map]];
      return make("span", `jb-feeling jb-level-${level}`, faces[level].cloneNode(true), " ", make("span", look, word), " ", make("b", null, number));
    };
    const title = (map) => make("a", { href: up + address(map) }, named(columns.title[map]));

    const fixed = { "vector-effect": "non-scaling-stroke" };
    const stroke = (part, d) => makeSvg("path", { class: `jb-thumbnail__${part}`, d, ...fixed });
    const thumbnail = (map) => {
      const place = (share) => 4 + (1 - share / 100) * 24;
      const lines = columns.curve[map].map(([at, ...heights]) =>
        heights.map((height, index) => [data.lines[at][index], place(height)]));
      const drawn = new Set(); // the points of the lines before: a line that begins or ends on one is a branch
      const strokes = lines.map((line) => {
        const [first, last] = [line[0], line[line.length - 1]].map(String);
        const branch = drawn.has(first) || drawn.has(last);
        line.forEach((point) => drawn.add(String(point)));
        return { branch, path: line.length > 1 ? stroke(branch ? "line jb-thumbnail__line--branch" : "line", curvePath(line)) : stroke("dot", `M${line[0]}h0`) };
      });
      const zero = data.zero === null ? null : place(data.zero);
      const band = (part, d) => makeSvg("path", { class: `jb-thumbnail__${part}`, d });
      const lowest = lines.flat().reduce((low, each) => (low && (low[1] > each[1] || (low[1] === each[1] && low[0] <= each[0])) ? low : each), null);
      const mark = lowest && `M${lowest[0]},${lowest[1]}h0`;
      return makeSvg("svg",
        { class: "jb-thumbnail", viewBox: "0 0 100 32", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
        ...(lowest ? [
          ...(zero === null ? [] : [
            band("good", `M0,0H100V${zero}H0Z`), band("bad", `M0,${zero}H100V32H0Z`), stroke("zero", `M0,${zero}H100`)]),
          ...strokes.filter(({ branch }) => branch).concat(strokes.filter(({ branch }) => !branch)).map(({ path }) => path),
          stroke("halo", mark),
          stroke(`low jb-thumbnail__low--${columns.curve_low[map]}`, mark),
        ] : [stroke("zero", "M0,16H100")]));
    };

    const status = (map) => {
      const [{ id, title: word }] = values("status", map);
      return id === "published" ? [] : [" ", make("span", `jb-mark jb-mark--${id}`, word)];
    };
    const unknown = () => make("span", "jb-none", _("no feeling noted"));
    const low = (map) => {
      if (columns.lowest[map] === null) return [unknown()];
      const persona = columns.persona[map];
      const whose = persona ? [" ", make("small", null, named(persona))] : [];
      return [feeling(map, "jb-sr-only"), " ", make("span", null, named(columns.step[map]), ...whose)];
    };
    const late = (map) => {
      const due = columns.due[map];
      return due !== null && data.days[due].day < today ? make("span", "jb-due jb-is-late", _("review overdue")) : null;
    };
    const part = (inside) => (inside.length ? make("span", null, inside) : null);

    return {
      card: (map) =>
        make("li", { class: "jb-card", "data-map": columns.id[map] },
          make("p", "jb-eyebrow", values("type", map)[0].title, status(map)),
          make("h2", "jb-card__title", title(map)),
          make("a", { class: "jb-card-curve", href: up + address(map), tabindex: "-1", "aria-hidden": "true" }, thumbnail(map)),
          make("p", "jb-card__low", low(map)),
          make("p", "jb-card__meta", part(names("persona", map)), " ", part(names("owner", map)), " ", late(map))),
      row: (map) => {
        const day = columns.reviewed[map] === null ? null : data.days[columns.reviewed[map]];
        return make("tr", { "data-map": columns.id[map] },
          make("th", { scope: "row" }, title(map)),
          make("td", null, values("type", map)[0].title),
          make("td", null, values("status", map)[0].title),
          make("td", null, names("persona", map)),
          make("td", null, names("owner", map)),
          make("td", null, columns.lowest[map] === null ? null : feeling(map, "jb-feeling__word")),
          make("td", "jb-number", figure(columns.pains[map])),
          make("td", null, day && make("time", { datetime: day.day }, day.words)));
      },
    };
  };

  /* ---- the page ---- */

  const start = (root) => {
    if (root.dataset.ready) return;
    root.dataset.ready = "yes";
    const form = root.querySelector("[data-facets]");
    const bar = root.querySelector("[data-bar]");
    const sort = root.querySelector("[data-sort]");
    const status = root.querySelector("[data-found]");
    const nothing = root.querySelector("[data-nothing]");
    const list = root.querySelector("[data-cards]");
    const table = root.querySelector("[data-astable]");
    const rows = root.querySelector("[data-rows]");
    const more = root.querySelector("[data-next]");
    const views = findAll(root, "[data-view]");
    const pager = root.parentElement.querySelector(".jb-pager");
    const page = location.pathname; // instant navigation changes the address before the page goes
    const file = root.dataset.maps && new URL(root.dataset.maps, location.href).href;
    const up = new URL(root.dataset.root || "./", location.href).href;
    const own = { cards: [...list.children], rows: [...rows.children] };
    const boxes = () => findAll(form, "input[type=checkbox]");
    const orders = new Map();
    let maps = file ? null : carriedMaps(own.cards, boxes());
    let draw = null;
    let fetching = null;
    let found = [];
    let drawn = 0;
    let view = "cards";

    /* The values that are ticked, by facet. */
    const tickedValues = () => {
      const ticked = {};
      for (const box of boxes()) if (box.checked) (ticked[box.name] ||= []).push(box.value);
      return ticked;
    };

    const typedWords = () => form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);

    /* Writes beside each value how many maps ticking it would show. */
    const showCounts = (counts) => {
      const byName = new Map(maps.facets.map((facet, at) =>
        [facet.name, new Map(facet.values.map((value, position) => [value.id, counts[at][position]]))]));
      for (const box of boxes()) {
        const count = byName.get(box.name).get(box.value) || 0;
        const label = box.closest("label");
        setText(label.querySelector("[data-count]"), String(count));
        label.classList.toggle("jb-is-empty", !count && !box.checked);
      }
    };

    const orderOf = (option) => {
      if (!orders.has(option.value)) orders.set(option.value, inOrder(maps, option.dataset));
      return orders.get(option.value);
    };

    /* Hides and orders the maps that the page carries. */
    const arrangeOwn = (fits, order) => {
      for (const map of order) {
        own.cards[map].hidden = own.rows[map].hidden = !fits[map];
        list.append(own.cards[map]);
        rows.append(own.rows[map]);
      }
    };

    /* Draws the next of the maps that fit. */
    const drawMore = () => {
      const next = found.slice(drawn, drawn + SHOWN);
      drawn += next.length;
      if (view === "table") rows.append(...next.map(draw.row));
      else list.append(...next.map(draw.card));
      more.hidden = drawn >= found.length;
    };

    /* Shows the maps of the file that fit, or the page's own where nothing is chosen. */
    const arrangeFetched = (fits, order, chosen) => {
      found = chosen ? order.filter((map) => fits[map]) : [];
      drawn = 0;
      list.replaceChildren(...(chosen ? [] : own.cards));
      rows.replaceChildren(...(chosen ? [] : own.rows));
      drawMore();
      if (pager) pager.hidden = chosen;
    };

    const showView = () => {
      root.dataset.view = view;
      table.open = view === "table";
      views.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.view === view)));
    };

    const tellNumber = (shown, narrowed) => {
      const total = maps ? maps.size : Number(root.dataset.total);
      status.textContent = narrowed
        ? ngettext("%(shown)s of %(num)s journey", "%(shown)s of %(num)s journeys", total, { shown: figure(shown) })
        : ngettext("%(num)s journey", "%(num)s journeys", total);
    };

    const show = () => {
      const ticked = tickedValues();
      const words = typedWords();
      const narrowed = words.length > 0 || Object.keys(ticked).length > 0;
      form.querySelector("[type=reset]").hidden = !narrowed;
      showView();
      if (!maps) return tellNumber(0, false);
      const option = sort.selectedOptions[0];
      const { fits, counts } = evaluate(maps, ticked, words);
      if (file) arrangeFetched(fits, orderOf(option), narrowed || option.value !== "");
      else arrangeOwn(fits, orderOf(option));
      showCounts(counts);
      const shown = fits.reduce((sum, fit) => sum + fit, 0);
      nothing.hidden = shown > 0;
      tellNumber(shown, narrowed);
    };

    /* Writes the choice into the address. */
    const keepChoice = () => {
      if (location.pathname !== page) return;
      const query = new URLSearchParams();
      if (form.elements.q.value.trim()) query.set("q", form.elements.q.value.trim());
      for (const box of boxes()) if (box.checked) query.append(box.name, box.value);
      if (sort.value) query.set("sort", sort.value);
      if (view !== "cards") query.set("view", view);
      const text = query.toString();
      history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    };

    /* Takes the choice from the address; what the page does not offer is passed over. */
    const takeChoice = () => {
      const query = new URLSearchParams(location.search);
      for (const box of boxes()) {
        box.checked = query.getAll(box.name).includes(box.value);
        if (box.checked) box.closest("details").open = true;
      }
      form.elements.q.value = query.get("q") || "";
      const order = [...sort.options].find((each) => each.value === query.get("sort"));
      sort.value = order ? order.value : "";
      view = query.get("view") === "table" ? "table" : "cards";
    };

    /* ---- the file ---- */

    /* Offers every value of a facet of which the page offers some. */
    const offerAll = (button) => {
      const items = button.previousElementSibling;
      const facet = maps.facets.find((each) => each.name === button.dataset.more);
      const used = new Set(facet.maps.flat());
      const offered = new Map(findAll(items, "input").map((box) => [box.value, box.closest("li")]));
      const item = ({ id, title }) =>
        make("li", null, make("label", null, make("input", { type: "checkbox", name: facet.name, value: id }), " ",
          make("span", null, make("bdi", null, title)), " ", make("span", { class: "jb-count", "data-count": "" })));
      items.append(...facet.values.filter((value, at) => used.has(at)).map((value) => offered.get(value.id) || item(value)));
      button.remove();
    };

    const fetchMaps = async () => {
      const answer = await fetch(file);
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      const data = await answer.json();
      await loadPart("dates");
      const faces = [...root.querySelector("template").content.children];
      maps = fetchedMaps(data);
      draw = drawer(data, up, faces, offered.judgedDay());
      return maps;
    };

    /* Runs with the maps, which are fetched once; where they cannot be, the numbered pages remain. */
    const withMaps = (run) => {
      if (maps) return run();
      root.setAttribute("aria-busy", "true");
      fetching ||= fetchMaps();
      return fetching.then(run).catch(() => {
        fetching = null;
        status.textContent = _("The journeys cannot be fetched. The pages below list all of them.");
      }).finally(() => root.removeAttribute("aria-busy"));
    };

    const update = () => {
      keepChoice();
      return withMaps(show);
    };

    const onClick = (event) => {
      const button = event.target.closest("button[data-view], button[data-clear], button[data-more], button[data-next]");
      if (!button) return;
      if (button.dataset.view) {
        view = button.dataset.view;
        if (file && !maps) {
          showView();
          keepChoice();
        } else update();
      } else if (button.dataset.more) {
        withMaps(() => {
          offerAll(button);
          show();
        });
      }
      else if (button === more) {
        const last = (view === "table" ? rows : list).lastElementChild;
        drawMore();
        last.nextElementSibling.querySelector("a").focus();
      } else form.reset();
    };

    form.hidden = bar.hidden = false;
    root.classList.add("jb-is-live");
    if (matchMedia(NARROW).matches) findAll(form, "details").forEach((each) => (each.open = false));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", update);
    form.addEventListener("reset", () => setTimeout(update)); // the form is empty after the event
    if (file) form.addEventListener("focusin", () => withMaps(() => {}), { once: true });
    sort.addEventListener("change", update);
    root.addEventListener("click", onClick);
    takeChoice();
    show();
    if (file && location.search) {
      withMaps(() => {
        const query = new URLSearchParams(location.search);
        for (const button of findAll(form, "[data-more]")) {
          const asked = query.getAll(button.dataset.more);
          if (asked.some((value) => !boxes().some((box) => box.name === button.dataset.more && box.value === value))) offerAll(button);
        }
        takeChoice();
        show();
      });
    }
  };

  onPage(() => findAll(document, ".jb-catalogue").forEach(start));
})();
