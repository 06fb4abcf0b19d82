/* The titles of a map under the page's header, while its own are above the window. Where a map fits the window, its
   titles stick there by themselves; a wider one scrolls sideways, and nothing inside of it can stick to the window. So
   does one whose stages have titles of several lines. For these the titles are shown a second time, which screen
   readers and the Tab key pass over. */
(() => {
  const SHOWN = "jb-is-on";

  /* A copy of an element that is named, focused and found nowhere. */
  const copyOf = (element, deep) => {
    const copy = element.cloneNode(deep);
    [copy, ...findAll(copy, "*")].forEach((each) => {
      ["id", "aria-labelledby", "aria-label"].forEach((name) => each.removeAttribute(name));
      if (each.matches("a,button")) each.tabIndex = -1;
    });
    return copy;
  };

  const copyOfStage = (stage) => {
    const copy = copyOf(stage, false);
    copy.append(copyOf(stage.querySelector(":scope > .jb-stage__heading"), true));
    findAll(stage, ":scope > .jb-step").forEach((step) => {
      const heading = step.querySelector(":scope > .jb-step__heading");
      if (!heading) return;
      const place = copyOf(step, false);
      place.append(copyOf(heading, true));
      copy.append(place);
    });
    return copy;
  };

  /* Whether the titles of a map cannot stick by themselves. */
  const needsHead = (map, scroller) =>
    map.classList.contains("jb-map--loose") || scroller.scrollWidth > scroller.clientWidth + 1;

  const makeHead = (scroller) => {
    const grid = scroller.querySelector(".jb-grid");
    const copy = copyOf(grid, false);
    copy.append(copyOf(grid.querySelector(".jb-lane--corner"), true), ...findAll(grid, ":scope > .jb-stage").map(copyOfStage));
    const columns = [...scroller.classList].find((name) => name.startsWith("jb-cols-"));
    const head = make("div", { class: "jb-map__head", "aria-hidden": "true", "data-search-exclude": "" }, make("div", columns, copy));
    scroller.before(head);
    return head;
  };

  /* Shows the head of one map, or puts it away. */
  const placeHead = (map) => {
    const scroller = map.querySelector(":scope > .jb-map__scroller");
    const titles = scroller && scroller.querySelector(".jb-grid > .jb-stage > .jb-stage__heading");
    if (!titles) return;
    const header = document.querySelector(".md-header");
    const edge = header ? header.getBoundingClientRect().bottom : 0;
    const isAbove = titles.getBoundingClientRect().top < edge;
    let head = map.querySelector(":scope > .jb-map__head");
    if (!head && (!isAbove || !needsHead(map, scroller))) return;
    head ||= makeHead(scroller);
    const view = head.firstChild;
    const isOn = isAbove && scroller.getBoundingClientRect().bottom > edge + view.offsetHeight && needsHead(map, scroller);
    head.classList.toggle(SHOWN, isOn);
    if (isOn) view.scrollLeft = scroller.scrollLeft;
  };

  const placeHeads = () => findAll(document, ".jb-map").forEach(placeHead);

  let isWaiting = false;
  const onScroll = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      placeHeads();
    });
  };

  // Caught on their way down: the scrolling of a map does not bubble.
  document.addEventListener("scroll", onScroll, { capture: true, passive: true });
  addEventListener("resize", onScroll);
  onPage(placeHeads);
})();
