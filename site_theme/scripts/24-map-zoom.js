/* Zoom of a map: how many of its columns fill the window, from all of them to those of one stage. The narrower they are,
   the less of each step is shown, and no word is broken. The address keeps the zoom and the step at the start of the
   window (`?zoom=4&at=waits-for-a-date`, `?zoom=fit`), so that a view can be sent. */
(() => {
  const STEP = 1.35; // a button or key changes the number of columns by this factor
  const WHEEL_STEP_PX = 60;
  const PINCH_STEP = 1.15;
  const DETAILS = ["jb-is-wide", "jb-is-small", "jb-is-tight", "jb-is-signs", "jb-is-upright", "jb-is-curve", "jb-is-dense"];
  const CUT = "jb-is-cut";
  const WIDE_REM = 5.6; // TIGHT_COLUMN_WIDTH of drawing/grid/positions.py
  const SAVE_MS = 200; // browsers refuse an address that changes too often
  const SIGN_PX = 24;
  const TITLE_PX = 15;

  const scrollerOf = (map) => map.querySelector(":scope > .jb-map__scroller");

  const columnsOf = (map) => Number(/jb-cols-(\d+)/.exec(scrollerOf(map).className)[1]);

  /* The first column of each stage and how many it has. */
  const stagesOf = (map) => {
    const numberIn = (stage, name) => Number(new RegExp(`${name}-(\\d+)`).exec(stage.className)[1]);
    return findAll(map, ".jb-map__scroller > .jb-grid > .jb-stage").map((stage) => ({
      first: numberIn(stage, "jb-col") - 2,
      span: numberIn(stage, "jb-span"),
    }));
  };

  const laneWidth = (map) => map.querySelector(".jb-map__scroller .jb-lane--corner").offsetWidth;

  const columnWidth = (map) => (scrollerOf(map).scrollWidth - laneWidth(map)) / columnsOf(map);

  const shownColumns = (map) => (scrollerOf(map).clientWidth - laneWidth(map)) / columnWidth(map);

  const sizeOfRem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

  /* ---- detail ---- */

  /* What chips say is their tip where they are shown by their icons alone. */
  const nameIcons = (map, isIcon) =>
    findAll(map, ".jb-map__scroller .jb-chip").forEach((chip) => {
      if (isIcon) chip.title = chip.textContent.trim();
      else chip.removeAttribute("title");
    });

  const setDetail = (map, ...names) => {
    DETAILS.forEach((name) => map.classList.toggle(name, names.includes(name)));
    nameIcons(map, names.includes("jb-is-tight") || names.includes("jb-is-signs"));
    findAll(map, `.${CUT}`).forEach((each) => each.classList.remove(CUT));
  };

  const isCut = (element) => element.scrollWidth > element.clientWidth + 1;

  const cutIn = (map, selector) => findAll(map, `.jb-map__scroller .jb-grid ${selector}`).filter(isCut);

  /* The classes of the rows in which a word is wider than its column. */
  const cutRows = (map) => [
    ...new Set(
      cutIn(map, ":is(.jb-cell:not(.jb-cell--emotion), .jb-cell--box > .jb-cell__content)").map(
        (each) => /jb-row-\d+/.exec(each.closest(".jb-cell").className)[0],
      ),
    ),
  ];

  /* Titles of which a word does not fit stand upright. */
  const standTitles = (map) => {
    if (cutIn(map, ".jb-step__heading").length) map.classList.add("jb-is-upright");
    const titles = findAll(map, ".jb-stage > .jb-stage__heading");
    titles.forEach((title) => title.classList.remove("jb-is-upright"));
    titles.filter(isCut).forEach((title) => title.classList.add("jb-is-upright"));
  };

  /* Icons in the place of chips' words, without the lanes that have a word wider than a column; signs where these are
     most lanes. */
  const showNarrow = (map) => {
    setDetail(map, "jb-is-tight");
    const rows = cutRows(map);
    if (2 * rows.length > findAll(map, ".jb-map__scroller .jb-lane.jb-textual").length) setDetail(map, "jb-is-signs");
    else rows.forEach((row) => findAll(map, `.jb-map__scroller .jb-grid .${row}`).forEach((each) => each.classList.add(CUT)));
  };

  /* Shows as much of each step as the width of a column allows. */
  const showDetail = (map, width) => {
    const isWide = width >= WIDE_REM * sizeOfRem();
    if (isWide && !map.classList.contains("jb-is-fit")) setDetail(map, "jb-is-wide");
    else if (width < TITLE_PX) setDetail(map, "jb-is-signs", "jb-is-curve", "jb-is-upright", "jb-is-dense");
    else if (width < SIGN_PX) setDetail(map, "jb-is-signs", "jb-is-curve", "jb-is-upright");
    else {
      setDetail(map);
      if (cutRows(map).length) setDetail(map, "jb-is-small");
      if (cutRows(map).length) showNarrow(map);
    }
    standTitles(map);
  };

  /* ---- zoom ---- */

  const markTools = (map, shown, all) => {
    const tool = (name) => map.querySelector(`.jb-map__tools [data-tool=${name}]`);
    tool("fit").setAttribute("aria-pressed", String(shown === all));
    tool("zoom-out").setAttribute("aria-disabled", String(shown === all));
    const tools = map.querySelector(".jb-map__tools");
    let notice = tools.querySelector("[role=status]");
    if (!notice) tools.append((notice = make("span", { class: "jb-sr-only", role: "status" })));
    setText(notice, shown ? _("%(shown)s of %(all)s columns fill the window", { shown, all }) : "");
  };

  /* Shows a number of columns, and at `x` in the window the same place of the map as before; `first` brings a column to
     the start. */
  const show = (map, shown, x, first) => {
    const scroller = scrollerOf(map);
    const all = columnsOf(map);
    const lane = laneWidth(map);
    const box = scroller.getBoundingClientRect();
    const isRtl = map.dir === "rtl";
    const inside = Math.max(lane, isRtl ? box.right - x : x - box.left);
    const at = first ?? (Math.abs(scroller.scrollLeft) + inside - lane) / columnWidth(map);
    [...map.classList].filter((name) => /^jb-zoom-\d/.test(name)).forEach((name) => map.classList.remove(name));
    map.classList.add("jb-is-zoomed", `jb-zoom-${shown}`);
    map.classList.toggle("jb-is-fit", shown === all);
    showDetail(map, columnWidth(map));
    const left = at * columnWidth(map) - (first === undefined ? inside - lane : 0);
    scroller.scrollLeft = isRtl ? -left : left;
    markTools(map, shown, all);
    saveView(map);
    dispatchEvent(new Event("resize")); // the overview and the head measure anew
  };

  /* ---- the address ---- */

  const isZoomed = (map) => map.classList.contains("jb-is-zoomed");

  /* The step or stage without steps in each column, in their order. */
  const placesOf = (map) =>
    findAll(map, ".jb-map__scroller > .jb-grid > .jb-stage").flatMap((stage) => {
      const steps = findAll(stage, ":scope > .jb-step[id]");
      return steps.length ? steps : [stage];
    });

  const idOf = (place) => place.id.replace(/^.*?--[st]-/, "");

  const saveView = (map) => {
    const isFit = map.classList.contains("jb-is-fit");
    const first = Math.round(Math.abs(scrollerOf(map).scrollLeft) / columnWidth(map));
    const place = isZoomed(map) && !isFit && first > 0 && placesOf(map)[first];
    setAddressParameter("zoom", isFit ? "fit" : isZoomed(map) ? String(Math.round(shownColumns(map))) : "");
    setAddressParameter("at", place ? idOf(place) : "");
  };

  /* Shows what the address asks for; what this map does not have is passed over. */
  const showAddressed = (map) => {
    const asked = new URLSearchParams(location.search);
    const all = columnsOf(map);
    const shown = asked.get("zoom") === "fit" ? all : Math.min(all, parseInt(asked.get("zoom"), 10));
    if (!(shown > 0)) return;
    const first = placesOf(map).findIndex((place) => idOf(place) === asked.get("at"));
    show(map, shown, middle(map), Math.max(0, first));
  };

  let isSaving = false;
  const onScroll = (event) => {
    const map = event.target.closest?.(".jb-map--whole > .jb-map__scroller")?.parentElement;
    if (!map || !isZoomed(map) || isSaving) return;
    isSaving = true;
    setTimeout(() => {
      isSaving = false;
      if (map.isConnected && isZoomed(map)) saveView(map);
    }, SAVE_MS);
  };

  /* The map as it was before it was zoomed. */
  const leave = (map) => {
    [...map.classList].filter((name) => /^jb-zoom-\d/.test(name)).forEach((name) => map.classList.remove(name));
    map.classList.remove("jb-is-zoomed", "jb-is-fit");
    setDetail(map);
    findAll(map, ".jb-is-upright").forEach((title) => title.classList.remove("jb-is-upright"));
    markTools(map, 0, columnsOf(map));
    saveView(map);
    dispatchEvent(new Event("resize"));
  };

  const middle = (map) => {
    const box = scrollerOf(map).getBoundingClientRect();
    return (box.left + box.right + (map.dir === "rtl" ? -1 : 1) * laneWidth(map)) / 2;
  };

  /* The stage that lies at `x` of the window. */
  const stageAt = (map, x) => {
    const scroller = scrollerOf(map);
    const box = scroller.getBoundingClientRect();
    const inside = (map.dir === "rtl" ? box.right - x : x - box.left) - laneWidth(map);
    const at = (Math.abs(scroller.scrollLeft) + inside) / columnWidth(map);
    return stagesOf(map).findLast((stage) => stage.first <= at) || stagesOf(map)[0];
  };

  /* Shows fewer or more columns by a factor, not fewer than the stage at `x` has. */
  const change = (map, factor, x = middle(map)) => {
    const now = shownColumns(map);
    const all = columnsOf(map);
    if (factor > 1) {
      show(map, Math.min(all, Math.max(Math.round(now * factor), Math.floor(now + 0.05) + 1)), x);
      return;
    }
    const stage = stageAt(map, x);
    const asked = Math.min(Math.round(now * factor), Math.ceil(now - 0.05) - 1);
    if (asked > stage.span) show(map, asked, x);
    else show(map, stage.span, x, stage.first);
  };

  const use = (map, tool) => {
    if (tool === "fit") {
      if (map.classList.contains("jb-is-fit")) leave(map);
      else show(map, columnsOf(map), middle(map));
    } else change(map, tool === "zoom-in" ? 1 / STEP : STEP);
  };

  let turned = 0; // of the wheel since the last step, in pixels
  const byWheel = (map, pixels, x) => {
    turned += pixels;
    if (Math.abs(turned) < WHEEL_STEP_PX) return;
    change(map, turned > 0 ? STEP : 1 / STEP, x);
    turned = 0;
  };

  let spread = 0; // of two fingers at the last step, in pixels
  const byFingers = (map, distance, x, begins) => {
    const now = Math.max(1, distance);
    if (begins || !spread) spread = now;
    const factor = spread / now;
    if (factor < PINCH_STEP && factor > 1 / PINCH_STEP) return;
    change(map, factor, x);
    spread = now;
  };

  let width = innerWidth;
  const onResize = () => {
    if (innerWidth === width) return;
    width = innerWidth;
    findAll(document, ".jb-map.jb-is-zoomed").forEach((map) => showDetail(map, columnWidth(map)));
  };

  addEventListener("resize", onResize);
  document.addEventListener("scroll", onScroll, { capture: true, passive: true });
  offered.zoom = { use, byWheel, byFingers, showAddressed };
})();
