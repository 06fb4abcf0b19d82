/* Presentations: a slide with what a map is about, then its stages or steps, each as large as the window allows. The page
   behind stays as it was. 25-slides.js makes the slides. */
(() => {
  const { lanesIn, isBlueprint, deckOf, textOf, copyOf, titleSlide, stageSlide, stepSlide, fitIn, partsThatFit } =
    offered.slides;

  const TEXT_PX = 13.6; // of a cell at a page's own size
  const LINES = 40; // as many lines of the least type fill the window: readable from ten metres on a wall of two
  const LEAST_SIZE = 9;
  const SWIPE_PX = 60;

  /* What lanes there are to choose from, each with the keys of its lanes; one without shows what the map shows. */
  const VIEWS = [
    { title: () => _("Story"), keys: ["goal", "personas", "image", "time", "action", "thought", "emotion", "quotes"] },
    { title: () => _("Pains"), keys: ["emotion", "quotes", "pains", "opportunities"] },
    { title: () => _("Blueprint"), keys: ["action", "frontstage", "system_response", "backstage", "support", "custom"], isBlueprint: true },
    { title: () => _("Numbers"), keys: ["emotion", "time", "metrics", "variants"] },
    { title: () => _("Lanes of the map") },
  ];

  /* What is shown: its decks, units and place; null where nothing is presented. */
  let shown = null;

  /* ---- lanes ---- */

  /* The views that have more than a curve to show on some map. */
  const viewsOf = (decks) => VIEWS.filter((view) => !view.keys || decks.some((deck) => lanesIn(deck, view).some((lane) => !lane.isLine && !lane.isCurve)));

  /* What is shown first: of a map whose lanes were chosen these, of a blueprint its own, of any other its story. */
  const firstView = (decks, views) => {
    if (decks.some((deck) => deck.map.querySelector("input[class^=jb-shows-lane-]:not(:checked)"))) return views.at(-1);
    if (decks.length && decks.every((deck) => isBlueprint(deck.map))) return views.find((view) => view.isBlueprint) || views[0];
    return views[0];
  };

  /* ---- fitting ---- */

  const fit = (slide) => fitIn(shown.stage, slide);

  /* The least size at which people at the back can read: a fortieth of the window, of a tall one of its width. */
  const leastSize = () => {
    const height = Math.min(innerHeight, 0.6 * innerWidth);
    return Math.max(LEAST_SIZE, (10 * height) / LINES / TEXT_PX);
  };

  const slideOfSteps = (deck, stage, steps) =>
    steps.length === 1 && (shown.byStep || stage.steps.length > 1) ? stepSlide(deck, stage, steps[0]) : stageSlide(deck, stage, steps);

  /* The slides of a stage: all of its steps on one where that can be read, else as many as can be. */
  const partsOfStage = (deck, stage) => {
    if (shown.byStep) return stage.steps.map((step) => [step]);
    const least = leastSize();
    return partsThatFit(stage, (steps) => fit(stageSlide(deck, stage, steps)) >= least);
  };

  /* ---- going on ---- */

  const partsOf = (unit) => {
    if (!unit.parts) unit.parts = unit.steps || (unit.stage ? partsOfStage(unit.deck, unit.stage) : [null]);
    return unit.parts;
  };

  const unitsOf = (deck) => [
    { deck, slide: () => titleSlide(deck), anchor: "", title: deck.title },
    ...deck.stages.map((stage) => ({ deck, stage, anchor: stage.anchor, title: stage.title })),
  ];

  const currentUnit = () => shown.units[shown.at];

  const stepsShown = () => partsOf(currentUnit())[shown.part];

  const show = () => {
    const unit = currentUnit();
    shown.part = Math.min(shown.part, partsOf(unit).length - 1);
    const steps = stepsShown();
    const slide = unit.stage ? slideOfSteps(unit.deck, unit.stage, steps) : unit.slide();
    const heading = slide.querySelector("h2");
    heading.id = "jb-present-heading";
    fit(slide);
    showProgress();
    showNotes();
    shown.stage.focus();
  };

  const goTo = (at, part = 0) => {
    shown.at = Math.max(0, Math.min(shown.units.length - 1, at));
    shown.part = Math.max(0, part);
    show();
  };

  const goOn = () => {
    if (shown.part + 1 < partsOf(currentUnit()).length) goTo(shown.at, shown.part + 1);
    else if (shown.at + 1 < shown.units.length) goTo(shown.at + 1);
  };

  const goBack = () => {
    if (shown.part > 0) goTo(shown.at, shown.part - 1);
    else if (shown.at > 0) goTo(shown.at - 1, Infinity);
  };

  const goToEnd = () => goTo(shown.units.length - 1, Infinity);

  /* Makes slides anew: for another size of the window, or by step instead of by stage. */
  const refit = () => {
    if (!shown) return;
    const step = (stepsShown() || [])[0];
    shown.units.forEach((unit) => (unit.parts = null));
    const parts = partsOf(currentUnit());
    shown.part = Math.max(0, parts.findIndex((steps) => steps && steps.includes(step)));
    show();
  };

  const toggleSteps = () => {
    shown.byStep = !shown.byStep;
    refit();
  };

  const useView = (at) => {
    shown.lanes.selectedIndex = at;
    shown.decks.forEach((deck) => (deck.lanes = lanesIn(deck, shown.views[at])));
  };

  const changeView = (at) => {
    useView(at % shown.views.length);
    refit();
  };

  /* ---- progress ---- */

  const progressButton = (unit, at) => {
    const button = make("button", { type: "button", title: unit.title }, make("span", "jb-sr-only", unit.title));
    if (at === shown.at) button.setAttribute("aria-current", "step");
    if (at < shown.at) button.classList.add("jb-is-over");
    button.addEventListener("click", () => goTo(at));
    return make("li", "", button);
  };

  const whereWords = () => {
    const unit = currentUnit();
    const parts = partsOf(unit).length;
    const words = [];
    if (shown.decks.length > 1) words.push(unit.deck ? unit.deck.title : shown.title);
    if (unit.stage) {
      words.push(_("Stage %(number)s of %(all)s", { number: unit.deck.stages.indexOf(unit.stage) + 1, all: unit.deck.stages.length }));
      if (parts > 1) words.push(`${shown.part + 1}/${parts}`);
    }
    return words.join(translation.comma);
  };

  const showProgress = () => {
    shown.progress.replaceChildren(...shown.units.map(progressButton));
    setText(shown.where, whereWords());
    shown.steps.setAttribute("aria-pressed", String(shown.byStep));
    const persons = currentUnit().deck ? findAll(currentUnit().deck.map, ".jb-legend:not(.jb-legend--faces) li:has(.jb-legend-key:not(.jb-legend-key--assumed))") : [];
    shown.people.replaceChildren(
      ...persons.map((person) => make("li", "", copyOf(person.querySelector(".jb-legend-key")), make("bdi", "", textOf(person)))),
    );
  };

  /* ---- notes for the speaker ---- */

  /* A copy for notes: its links lead where they led from the page that they come from. */
  const noteOf = (element, address) => {
    const copy = element.cloneNode(true);
    [copy, ...findAll(copy, "[id]")].forEach((each) => each.removeAttribute("id"));
    findAll(copy, "a[href]").forEach((link) => (link.href = new URL(link.getAttribute("href"), address).href));
    return copy;
  };

  const notesOfStep = (deck, step) => {
    const card = deck.root.getElementById(`${step.anchor}--card`);
    if (!card) return [];
    const prose = findAll(card, ":scope > .jb-step-prose").map((each) => noteOf(each, deck.address));
    const evidence = findAll(card, ":scope > dl > dt")
      .filter((term) => textOf(term) === _("Evidence"))
      .map((term) => make("div", "", make("b", "", textOf(term)), ...noteOf(term.nextElementSibling, deck.address).childNodes));
    const assumed = [...step.cells.values()].flatMap((cell) => findAll(cell, ".jb-is-assumed")).length;
    const sure = assumed ? [make("p", "", ngettext("%(num)s statement here is assumed.", "%(num)s statements here are assumed.", assumed))] : [];
    const found = [...prose, ...evidence, ...sure];
    return found.length ? [make("h3", { dir: "auto" }, step.title), ...found] : [];
  };

  const notesOfMap = (deck) =>
    findAll(deck.root, "#jp--story ~ .jb-prose, section[aria-labelledby=jp--story], section[aria-labelledby=jp--recommendations]").map((each) => noteOf(each, deck.address));

  const notesOf = (unit) => {
    if (!unit.deck) return [];
    if (!unit.stage) return notesOfMap(unit.deck);
    return [...(shown.part ? [] : notesOfStep(unit.deck, unit.stage)), ...stepsShown().flatMap((step) => (step.heading ? notesOfStep(unit.deck, step) : []))];
  };

  const showNotes = () => {
    const notes = notesOf(currentUnit());
    const next = shown.units[shown.at + 1];
    const content = [
      ...(notes.length ? notes : [make("p", "", _("The sources say no more about this."))]),
      next ? make("p", "jb-present__next", _("Next: %(title)s", { title: next.title })) : null,
    ];
    shown.notes.replaceChildren(make("h2", "", _("Notes for the speaker")), shown.apart, ...content.filter(Boolean));
    if (shown.popup && !shown.popup.closed) {
      const heading = make("h1", "", currentUnit().title);
      shown.popup.document.body.firstElementChild.replaceChildren(heading, ...content.filter(Boolean).map((each) => each.cloneNode(true)));
    }
  };

  const toggleNotes = () => {
    const open = shown.notes.hidden;
    setShown(shown.notes, open);
    shown.notesButton.setAttribute("aria-pressed", String(open));
    refit();
  };

  /* Notes in a window of their own, for the screen that only the speaker sees. */
  const openWindow = () => {
    const opened = open("", "jb-notes", "popup,width=640,height=760");
    if (!opened) return;
    const page = opened.document;
    page.title = _("Notes for the speaker");
    page.documentElement.lang = document.documentElement.lang;
    page.head.replaceChildren(...findAll(document, "link[rel=stylesheet]").map((link) => make("link", { rel: "stylesheet", href: link.href })));
    for (const { name, value } of document.body.attributes) if (name.startsWith("data-md-color")) page.body.setAttribute(name, value);
    page.body.replaceChildren(make("main", "jb-present__apart md-typeset jb-body"));
    page.addEventListener("keydown", onKey);
    shown.popup = opened;
    if (!shown.notes.hidden) toggleNotes();
    else showNotes();
  };

  /* ---- beginning and ending ---- */

  const hinted = (words, key, run, name) => {
    const button = make("button", { type: "button", "data-present-do": name }, words, make("kbd", { "aria-hidden": "true" }, key));
    button.addEventListener("click", run);
    return button;
  };

  /* All that is beside the presentation can neither be read nor reached until it ends. */
  const setPageInert = (frame) => {
    const others = [...document.body.children].filter((each) => each !== frame && !each.inert && !each.matches("script"));
    others.forEach((each) => (each.inert = true));
    return () => others.forEach((each) => (each.inert = false));
  };

  const end = () => {
    if (!shown) return;
    const { frame, opener, release, place, popup } = shown;
    shown = null;
    frame.remove();
    release();
    if (popup) popup.close();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    scrollTo(...place);
    if (opener.isConnected) opener.focus({ preventScroll: true });
  };

  /* Whether a slide is read from right to left: as its map, else as the page, whose body says so. */
  const isRightToLeft = (deck) => (deck?.map.dir || getComputedStyle(document.body).direction) === "rtl";

  const frameOf = (title, views, deck) => {
    const stage = make("div", { class: "jb-present__slide", tabindex: "-1", role: "group", "aria-labelledby": "jb-present-heading" });
    const notes = make("aside", { class: "jb-present__notes", "aria-label": _("Notes for the speaker"), tabindex: "0", hidden: "" });
    const progress = make("ol", "jb-present__progress");
    const people = make("ul", { class: "jb-present__people", "aria-label": _("Personas") });
    const where = make("span", { class: "jb-present__where", role: "status" });
    const apart = make("button", { type: "button" }, _("In a window of their own"));
    apart.addEventListener("click", openWindow);
    const [before, after] = isRightToLeft(deck) ? ["→", "←"] : ["←", "→"];
    const steps = hinted(_("Step by step"), "S", toggleSteps, "steps");
    const notesButton = hinted(_("Notes"), "N", toggleNotes, "notes");
    notesButton.setAttribute("aria-pressed", "false");
    const lanes = make("select", { "aria-label": _("Lanes") }, ...views.map((view) => make("option", "", view.title())));
    lanes.addEventListener("change", () => changeView(lanes.selectedIndex));
    const tools = make(
      "div",
      { class: "jb-present__tools", role: "group", "aria-label": _("Tools") },
      hinted(_("Back"), before, goBack, "back"),
      hinted(_("Next"), after, goOn, "next"),
      make("label", "", lanes, make("kbd", { "aria-hidden": "true" }, "L")),
      steps,
      notesButton,
      hinted(_("End"), "Esc", end, "end"),
    );
    const foot = make("footer", "jb-present__foot", progress, make("div", "jb-present__bar", people, where, tools));
    const body = make("div", "jb-body", make("div", "jb-present__desk", stage, notes), foot);
    const frame = make("div", { class: "jb-present md-typeset", role: "dialog", "aria-modal": "true", "aria-label": _("Presentation: %(title)s", { title }) }, body);
    return { frame, stage, notes, progress, people, where, apart, lanes, steps, notesButton };
  };

  const begin = (opener, title, decks, units) => {
    if (shown) end();
    const place = [scrollX, scrollY];
    const views = viewsOf(decks);
    const made = frameOf(title, views, decks[0]);
    shown = { ...made, opener, title, decks, units, views, place, at: 0, part: 0, byStep: false };
    useView(views.indexOf(firstView(decks, views)));
    decks.filter((deck) => deck.root !== document).forEach((deck) => made.frame.append(...findAll(deck.map, ".jb-sprite")));
    document.body.append(made.frame);
    shown.release = setPageInert(made.frame);
    if (made.frame.requestFullscreen) made.frame.requestFullscreen().catch(() => {}); // it works without
    show();
  };

  /* What a key does, in the direction in which the page is read; undefined for others. */
  const actionOf = (key) => {
    const [back, on] = isRightToLeft(currentUnit().deck) ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    const actions = { [on]: goOn, PageDown: goOn, " ": goOn, [back]: goBack, PageUp: goBack, Home: () => goTo(0), End: goToEnd, Escape: end, s: toggleSteps, l: () => changeView(shown.lanes.selectedIndex + 1), n: toggleNotes };
    return actions[key.length === 1 ? key.toLowerCase() : key];
  };

  /* Keys are caught before the theme's own, which search and turn pages by letters. */
  const onKey = (event) => {
    if (!shown || event.altKey || event.ctrlKey || event.metaKey) return;
    event.stopImmediatePropagation();
    const isPressed = event.target.closest?.("button") && [" ", "Enter"].includes(event.key);
    const isChosen = event.target.closest?.("select") && event.key !== "Escape";
    const action = isPressed || isChosen ? undefined : actionOf(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  };

  let touched = null;
  const onTouch = (event) => {
    if (!shown) return;
    const { clientX, clientY } = event.changedTouches[0];
    if (event.type === "touchstart") touched = [clientX, clientY];
    else if (touched && Math.abs(clientX - touched[0]) > Math.max(SWIPE_PX, Math.abs(clientY - touched[1]))) {
      const isOn = clientX < touched[0] !== isRightToLeft(currentUnit().deck);
      if (isOn) goOn();
      else goBack();
    }
  };

  addEventListener("keydown", onKey, true);
  addEventListener("resize", refit);
  addEventListener("popstate", end);
  document.addEventListener("touchstart", onTouch, { passive: true });
  document.addEventListener("touchend", onTouch, { passive: true });
  document.addEventListener("fullscreenchange", () => {
    if (shown && !document.fullscreenElement) end();
  });
  onPage(end);

  offered.presentMap = (button) => {
    const deck = deckOf(document, button.closest(".jb-map"), location.href);
    begin(button, deck.title, [deck], unitsOf(deck));
  };

  /* The map on another page of the site; null where the page has none or cannot be had. */
  const fetchDeck = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const map = page.querySelector(".jb-map--whole");
    const there = new URL(address, location.href).href;
    findAll(page, ".jb-picture").forEach((picture) => picture.setAttribute("src", new URL(picture.getAttribute("src"), there).href));
    return map && deckOf(page, map, there);
  };

  /* A slide in words: a title and texts of the page below it. */
  const wordsUnit = (title, texts) => {
    const slide = () => make("section", "jb-map jb-present__box jb-present__words", make("h2", { dir: "auto" }, title), ...texts.map(copyOf));
    return { title, slide };
  };

  /* The slides of the map to which an address leads, or of its one stage and step where it leads to these. */
  const unitsAt = (deck, address) => {
    const place = decodeURIComponent(new URL(address, location.href).hash.slice(1));
    const units = unitsOf(deck);
    const unit = place && units.find(({ stage }) => stage && [stage, ...stage.steps].some((each) => each.anchor === place));
    if (!unit) return units;
    const step = unit.stage.steps.find((each) => each.anchor === place);
    return [step ? { ...unit, steps: [[step]] } : unit];
  };

  /* What pages to present stand for: the stops of a reading path, each with its reason and question, or maps alone. */
  const stopsOf = (button) => {
    const addresses = button.dataset.present.split(" ").filter(Boolean);
    if (addresses.length) return addresses.map((address) => ({ address }));
    return findAll(document, ".jb-path-stop").map((stop) => ({
      address: stop.querySelector(".jb-path-go")?.href,
      words: wordsUnit(textOf(stop.querySelector(".jb-path-stop__title")), findAll(stop, ".jb-path-stop__why, .jb-path-stop__ask")),
    }));
  };

  offered.presentPages = async (button) => {
    const title = textOf(document.querySelector("h1"));
    const stops = stopsOf(button);
    const [decks] = await Promise.all([
      Promise.all(stops.map(({ address }) => (address ? fetchDeck(address).catch(() => null) : null))),
      loadPartStyle("map").then(() => loadPartStyle("long")),
    ]);
    const units = stops.flatMap(({ address, words }, at) => [...(words ? [words] : []), ...(decks[at] ? unitsAt(decks[at], address) : [])]);
    const lead = findAll(document, ".jb-page-head .jb-lead").slice(0, 1);
    begin(button, title, decks.filter(Boolean), [wordsUnit(title, lead), ...units]);
  };
})();
