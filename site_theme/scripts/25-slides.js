/* Slides of maps: what a map on a page says, read from its elements, and slides made of copies of these. */
(() => {
  const WORST = 3;

  /* The sizes of type that are tried, largest first, in tenths of a page's own. */
  const SIZES = [34, 31, 28, 26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6];

  /* ---- reading a map ---- */

  const numberIn = (element, name) => Number(element.getAttribute("class").match(new RegExp(`\\b${name}-(\\d+)\\b`))?.[1] ?? 0);

  const textOf = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  /* The number of a feeling, written with a minus sign and the decimal sign of the language. */
  const valueOf = (element) => Number(textOf(element).replace("\u200e", "").replace("\u2212", "-").replace(",", "."));

  /* The keys of lanes by their rows, which cells have in their class. */
  const keysOf = (map) => {
    const cells = findAll(map, ".jb-map__scroller > .jb-grid .jb-cell").map((cell) => [numberIn(cell, "jb-row"), cell.className.match(/jb-cell--(?!wide|box|map|arrow)([\w-]+)/)?.[1]]);
    return new Map(cells);
  };

  const isBlueprint = (map) => map.matches(".jb-map--service-blueprint");

  /* The lanes of a map that are in a view, with the lines of a blueprint. */
  const lanesIn = (deck, view) => {
    const inView = (lane) => (view.keys ? view.keys.includes(lane.key) : deck.map.querySelector(`.jb-shows-lane-${lane.row}`)?.checked !== false);
    return deck.allLanes.filter((lane) => (lane.isLine ? !view.keys || view.isBlueprint : inView(lane)));
  };

  const lanesOf = (map, keys = keysOf(map)) =>
    findAll(map, ".jb-map__scroller > .jb-grid > :is(.jb-lane:not(.jb-lane--corner), .jb-blueprint-line)").map((element) => ({
        element,
        row: numberIn(element, "jb-row"),
        key: keys.get(numberIn(element, "jb-row")),
        isLine: element.matches(".jb-blueprint-line"),
        isCurve: element.matches(".jb-lane--emotion"),
        zone: element.className.match(/jb-zone--[\w-]+/)?.[0] ?? "",
        icon: element.querySelector(":scope > .jb-icon"),
        title: element.querySelector(":scope > span"),
      }));

  const cellsOf = (parent, selector) =>
    new Map(findAll(parent, `:scope > .jb-cell${selector}`).map((cell) => [numberIn(cell, "jb-row"), cell]));

  const stepOf = (stage, first) => (element) => {
    const isStage = element.matches(".jb-step--stage");
    const place = isStage ? stage : element;
    return {
      title: textOf(place.querySelector(":is(.jb-stage__heading, .jb-step__heading) :is(h2, h3, h4, h5, h6)")),
      heading: isStage ? null : element.querySelector(".jb-step__heading"),
      anchor: place.id,
      column: isStage ? first : first + numberIn(element, "jb-col") - 1,
      cells: cellsOf(element, ":not(.jb-cell--emotion)"),
      emotion: element.querySelector(":scope > .jb-cell--emotion"),
    };
  };

  const stageOf = (stage) => {
    const first = numberIn(stage, "jb-col") - 2;
    return {
      title: textOf(stage.querySelector(".jb-stage__heading :is(h2, h3, h4, h5)")),
      number: stage.querySelector(".jb-stage__number").dataset.n,
      anchor: stage.id,
      first,
      span: numberIn(stage, "jb-span"),
      steps: findAll(stage, ":scope > .jb-step").map(stepOf(stage, first)),
      cells: cellsOf(stage, ".jb-cell--wide:not(.jb-cell--emotion)"),
      emotion: stage.querySelector(":scope > .jb-cell--emotion"),
    };
  };

  const hiddenSeries = (map) =>
    findAll(map, "input[class^=jb-shows-curve-]:not(:checked)").map((input) => input.className.replace("shows-curve", "series"));

  /* The marks and faces of a cell, each with its place on the map in columns from its start. */
  const pointsIn = (cell, first, span, hidden, step) =>
    (cell ? findAll(cell, ":scope > :is(.jb-point, .jb-dot)") : [])
      .filter((point) => !hidden.some((name) => point.classList.contains(name)))
      .map((point) => {
        const place = first + (numberIn(point, "jb-x") / 100) * span;
        const value = valueOf(point.querySelector("b"));
        return { point, place, value, step, isFace: point.matches(".jb-point") };
      });

  /* A map as what is shown of it. `root` is the page it stands on, `address` that page's. */
  const deckOf = (root, map, address) => {
    const hidden = hiddenSeries(map);
    const stages = findAll(map, ".jb-map__scroller > .jb-grid > .jb-stage").map(stageOf);
    const points = stages.flatMap((stage) => [
      ...pointsIn(stage.emotion, stage.first, stage.span, hidden, stage),
      ...stage.steps.flatMap((step) => pointsIn(step.emotion, step.column, 1, hidden, step)),
    ]);
    return {
      root,
      map,
      address,
      hidden,
      allLanes: lanesOf(map),
      stages,
      points,
      columns: stages.reduce((sum, stage) => sum + stage.span, 0),
      title: textOf(root.querySelector("h1")),
      cells: cellsOf(map.querySelector(".jb-map__scroller > .jb-grid"), ".jb-cell--map"),
      curve: map.querySelector(".jb-curve-box > svg"),
    };
  };

  /* ---- copies of the page's elements ---- */

  /* A slide is larger than a page: its pictures are those of cards. */
  const showLarge = (picture) => {
    picture.loading = "eager";
    picture.setAttribute("src", picture.getAttribute("src").replace(/\.small(?=\.webp$)/, ""));
  };

  /* A copy without ids, links and buttons: a slide is looked at. */

  const copyOf = (element) => {
    const copy = element.cloneNode(true);
    findAll(copy, ".jb-sr-only, .jb-step__more, .jb-cell__label").forEach((each) => each.remove());
    findAll(copy, ".jb-picture").forEach(showLarge);
    const parts = [...findAll(copy, "a, button"), ...(copy.matches("a, button") ? [copy] : [])];
    let result = copy;
    for (const part of parts) {
      const span = make("span", part.className, ...part.childNodes);
      if (part.dir) span.dir = part.dir;
      if (part === copy) result = span;
      else part.replaceWith(span);
    }
    [result, ...findAll(result, "[id], [aria-labelledby]")].forEach((each) => {
      each.removeAttribute("id");
      each.removeAttribute("aria-labelledby");
    });
    return result;
  };

  const contentOf = (cell) => copyOf(cell.querySelector(".jb-cell__content"));

  /* The curve between two columns, stretched over the width that it gets. */
  const curveOf = (deck, first, span) => {
    const curve = deck.curve.cloneNode(true);
    if (deck.root === document) findAll(curve, "defs").forEach((each) => each.remove());
    findAll(curve, "[id]").filter((each) => !each.closest("defs")).forEach((each) => each.removeAttribute("id"));
    deck.hidden.forEach((name) => findAll(curve, `.${name}`).forEach((each) => each.remove()));
    curve.setAttribute("viewBox", `${(first / deck.columns) * 100} 0 ${(span / deck.columns) * 100} 100`);
    return make("div", "jb-present__ink", curve);
  };

  /* A column's faces and marks, with or without their words. */
  const momentsOf = (deck, column, isNamed) =>
    deck.points
      .filter((each) => Math.floor(Math.min(each.place, deck.columns - 0.01)) === column)
      .map((each) => {
        const copy = copyOf(each.point);
        copy.setAttribute("class", copy.className.replace(/\bjb-x-\d+/, `jb-x-${Math.round((each.place - column) * 100)}`));
        if (!isNamed(each)) findAll(copy, ".jb-point__label, .jb-dot__label").forEach((label) => label.remove());
        return copy;
      });

  const curveRow = (deck, first, span, isNamed) => {
    const columns = Array.from({ length: span }, (none, at) =>
      make("div", `jb-present__moments jb-col-${at + 1}`, ...momentsOf(deck, first + at, isNamed)),
    );
    return make("div", `jb-present__curve jb-cols-${span}`, curveOf(deck, first, span), ...columns);
  };

  /* ---- slides ---- */

  const mapBox = (deck, look, ...inside) => {
    const { lang, dir } = deck.map;
    return make("section", { class: `jb-map jb-present__box ${look}`, lang, dir }, ...inside);
  };

  /* How each person feels at a place, as the lines of its card. */
  const feelingsAt = (deck, anchor) => {
    const card = deck.root.getElementById(`${anchor}--card`);
    return card ? findAll(card, ".jb-step-card__emotion") : [];
  };

  /* The places at which anybody feels worst, the lowest first; at least one. */
  const worstOf = (deck) => {
    const places = deck.stages.flatMap((stage) => [stage, ...stage.steps.filter((step) => step.anchor !== stage.anchor)]);
    const lows = places.flatMap((place) => {
      const feelings = feelingsAt(deck, place.anchor).map((line) => ({ line, place, value: valueOf(line.querySelector("b")) }));
      return feelings.toSorted((one, other) => one.value - other.value).slice(0, 1);
    });
    lows.sort((one, other) => one.value - other.value);
    return lows.filter((each, at) => at === 0 || (at < WORST && each.value < 0));
  };

  const painOf = (place) => {
    const pain = [...place.cells.values()].find((cell) => cell.matches(".jb-cell--pains"));
    return pain ? textOf(pain.querySelector(".jb-tag > span")) : "";
  };

  const worstMoment = ({ line, place }) =>
    make(
      "li",
      line.className.match(/jb-level-\d/)[0],
      copyOf(line.querySelector(".jb-face")),
      make(
        "div",
        "",
        make("b", { dir: "auto" }, place.title),
        make("p", "jb-present__value", textOf(line.querySelector("span"))),
        make("p", { dir: "auto" }, painOf(place)),
      ),
    );

  const worstPains = (deck) =>
    findAll(deck.root, ".jb-glance__pains li").map((pain) => make("li", "", make("div", "", ...copyOf(pain).childNodes)));

  /* The address without what every browser adds, to be typed by who listens. */
  const shortLink = (deck, anchor) => {
    const address = new URL(anchor ? `#${anchor}` : "", deck.address);
    return make("p", { class: "jb-present__link", dir: "ltr" }, `${address.host}${decodeURI(address.pathname + address.hash)}`);
  };

  const titleSlide = (deck) => {
    const worst = worstOf(deck);
    const places = new Set(worst.map(({ place }) => place.anchor));
    const highest = deck.points.filter((each) => each.isFace).toSorted((one, other) => other.value - one.value)[0];
    const isNamed = (each) => each === highest || places.has(each.step.anchor);
    const list = worst.length ? worst.map(worstMoment) : worstPains(deck);
    const objective = deck.root.querySelector(".jb-objective") || deck.root.querySelector(".jb-page-head .jb-lead");
    const people = deck.root.querySelector(".jb-page-head .jb-people");
    const eyebrow = deck.root.querySelector(".jb-page-head .jb-eyebrow");
    const stages = deck.stages.map((stage) =>
      make("span", { class: `jb-present__part jb-col-${stage.first + 1} jb-span-${stage.span}`, dir: "auto" }, stage.title),
    );
    return mapBox(
      deck,
      "jb-present__title",
      make("header", "", eyebrow && copyOf(eyebrow), make("h2", { dir: "auto" }, deck.title), objective && make("div", { class: "jb-present__lead", dir: "auto" }, ...copyOf(objective).childNodes)),
      people && copyOf(people),
      deck.curve && curveRow(deck, 0, deck.columns, isNamed),
      make("div", `jb-present__parts jb-cols-${deck.columns}`, ...stages),
      list.length ? make("section", "", make("h3", "", ngettext("Worst moment", "Worst moments", list.length)), make("ol", "jb-present__worst", ...list)) : null,
      shortLink(deck),
    );
  };

  const stageHeading = (stage, part) =>
    make("header", "jb-present__heading", make("span", { class: "jb-stage__number", "data-n": stage.number }), make("h2", { dir: "auto" }, stage.title), part ? make("small", "", part) : null);

  /* The rows that have something in these columns, with a blueprint's lines between them. */
  const rowsOf = (deck, stage, steps) => {
    const filled = deck.lanes.filter(
      (lane) => lane.isLine || lane.isCurve || stage.cells.has(lane.row) || deck.cells.has(lane.row) || steps.some((step) => step.cells.has(lane.row)),
    );
    return filled.filter((lane, at) => !lane.isLine || (at > 0 && filled.slice(at + 1).some((each) => !each.isLine) && !filled[at - 1].isLine));
  };

  const laneTitle = (lane, row) =>
    make("div", `jb-present__lane jb-row-${row} ${lane.zone}`, lane.icon && copyOf(lane.icon), make("span", { dir: "auto" }, textOf(lane.title)));

  const gridRow = (deck, stage, steps) => (lane, at) => {
    const row = at + 2;
    if (lane.isLine) {
      const kind = lane.element.className.match(/jb-blueprint-line--[\w-]+/)[0];
      return [make("div", `jb-present__line ${kind} jb-row-${row}`, make("span", "", textOf(lane.element)))];
    }
    if (lane.isCurve) {
      const box = curveRow(deck, steps[0].column, steps.length, () => true);
      return [laneTitle(lane, row), make("div", `jb-present__cell jb-present__cell--curve jb-row-${row}`, box)];
    }
    const wide = stage.cells.get(lane.row) || deck.cells.get(lane.row);
    const look = `jb-present__cell jb-row-${row} ${lane.zone}`;
    const cells = wide ? [make("div", `${look} jb-present__cell--wide`, contentOf(wide))] : [];
    steps.forEach((step, index) => {
      const cell = step.cells.get(lane.row);
      if (cell) cells.push(make("div", `${look} jb-col-${index + 2}`, contentOf(cell)));
    });
    return [laneTitle(lane, row), make("div", `jb-present__ground jb-row-${row} ${lane.zone}`), ...cells];
  };

  const partWords = (stage, steps) => {
    if (steps.length === stage.steps.length) return "";
    const from = stage.steps.indexOf(steps[0]) + 1;
    const all = stage.steps.length;
    if (steps.length === 1) return _("Step %(from)s of %(all)s", { from, all });
    return _("Steps %(from)s to %(to)s of %(all)s", { from, to: from + steps.length - 1, all });
  };

  const stageSlide = (deck, stage, steps) => {
    const rows = rowsOf(deck, stage, steps);
    const titles = steps.map((step, at) => make("h3", { class: `jb-present__step jb-row-1 jb-col-${at + 2}`, dir: "auto" }, ...(step.heading ? copyOf(step.heading).childNodes : [step.title])));
    const grid = make("div", `jb-present__grid jb-cols-${steps.length}`, ...titles, ...rows.map(gridRow(deck, stage, steps)));
    return mapBox(deck, rows.some((lane) => lane.isCurve) ? "jb-present__stage jb-is-curved" : "jb-present__stage", stageHeading(stage, partWords(stage, steps)), grid);
  };

  const stepSlide = (deck, stage, step) => {
    const lanes = rowsOf(deck, stage, [step]).filter((lane) => !lane.isCurve);
    const facts = lanes.map((lane) => {
      if (lane.isLine) return make("p", "jb-present__line", make("span", "", textOf(lane.element)));
      const cells = [deck.cells, stage.cells, step.cells].map((each) => each.get(lane.row)).filter(Boolean);
      return make("div", `jb-present__fact ${lane.zone}`, laneTitle(lane, 0), ...cells.map(contentOf));
    });
    const feelings = feelingsAt(deck, step.anchor).map(copyOf);
    const curve = deck.curve && curveRow(deck, stage.first, stage.span, (each) => each.step === step);
    return mapBox(
      deck,
      "jb-present__alone",
      stageHeading(stage, partWords(stage, [step])),
      step.heading && make("div", { class: "jb-present__step", dir: "auto" }, make("h3", "", step.title)),
      make("div", "jb-present__feelings", ...feelings),
      curve,
      make("div", "jb-present__facts", ...facts),
      shortLink(deck, step.anchor),
    );
  };

  /* ---- fitting ---- */

  const overflows = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

  /* Shows a slide alone in a frame, in the largest type at which all of it is seen; its size in tenths. */
  const fitIn = (frame, slide, sizes = SIZES) => {
    frame.replaceChildren(slide);
    const look = slide.className;
    for (const size of sizes) {
      slide.className = `${look} jb-present__box--${size}`;
      if (!overflows(slide)) return size;
    }
    slide.classList.add("jb-is-over");
    return sizes.at(-1);
  };

  const inGroups = (steps, count) =>
    Array.from({ length: count }, (none, at) => steps.slice(Math.ceil((at * steps.length) / count), Math.ceil(((at + 1) * steps.length) / count)));

  /* The steps of a stage in as few groups as fit; a step alone has a slide of another kind, which always does. */
  const partsThatFit = (stage, fits) => {
    for (let count = 1; count < stage.steps.length; count += 1) {
      const groups = inGroups(stage.steps, count);
      if (groups.every((steps) => (steps.length === 1 && stage.steps.length > 1) || fits(steps))) return groups;
    }
    return stage.steps.map((step) => [step]);
  };

  offered.slides = {
    lanesIn, isBlueprint, deckOf, textOf, copyOf, titleSlide, stageSlide, stepSlide, fitIn, partsThatFit,
  };
})();
