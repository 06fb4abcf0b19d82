/* The overview of a map: what is in the window is marked, a click leads to a stage, and on a phone the bar names the stage
   that is read. Also what makes a map larger or smaller: buttons, keys, ctrl and the wheel, two fingers. What they do is
   in 24-map-zoom.js, which is fetched when the first of them is used. This part is fetched on pages of maps. */
(() => {
  const STAGE_MARGIN_PX = 32; // where a stage stops below the bar when a link leads to it

  const scrollerOf = (map) => map.querySelector(":scope > .jb-map__scroller");

  const overviewOf = (map) => map.querySelector(":scope > .jb-overview");

  const isBar = (overview) => getComputedStyle(overview).position === "sticky";

  /* What of a scroller is columns: how wide the column of lane titles is, what is in the window, and all. */
  const measures = (scroller) => {
    const corner = scroller.querySelector(".jb-lane--corner");
    const lane = corner ? corner.offsetWidth : 0;
    return { lane, inside: scroller.clientWidth - lane, all: Math.max(1, scroller.scrollWidth - lane) };
  };

  const percent = (share) => Math.round(100 * Math.min(1, Math.max(0, share)));

  /* Moves the mark to the columns that are in the window. */
  const markWindow = (map, overview) => {
    const scroller = scrollerOf(map);
    const { inside, all } = measures(scroller);
    const wide = percent(inside / all);
    const start = Math.min(100 - wide, percent(Math.abs(scroller.scrollLeft) / all));
    overview.querySelector(".jb-overview__mark").className = `jb-overview__mark jb-x-${start} jb-w-${wide}`;
    overview.classList.remove("jb-is-narrow");
    const isCut = (link) => link.scrollWidth > link.clientWidth || link.scrollHeight > link.clientHeight;
    overview.classList.toggle("jb-is-narrow", findAll(overview, "a").some(isCut));
  };

  /* Names the stage that is being read in the bar of a phone, and brings its name into sight. */
  const markStage = (map, overview) => {
    const edge = overview.getBoundingClientRect().bottom + STAGE_MARGIN_PX;
    const links = findAll(overview, "a");
    const above = links.filter((link) => document.getElementById(link.hash.slice(1))?.getBoundingClientRect().top <= edge);
    const now = above.at(-1) || links[0];
    if (now.hasAttribute("aria-current")) return;
    links.forEach((link) => link.removeAttribute("aria-current"));
    now.setAttribute("aria-current", "true");
    overview.scrollLeft = now.offsetLeft - overview.clientWidth / 3;
  };

  const mark = (map) => {
    const overview = overviewOf(map);
    if (!overview || !overview.offsetParent) return;
    if (isBar(overview)) markStage(map, overview);
    else markWindow(map, overview);
  };

  let isWaiting = false;
  const markAll = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      findAll(document, ".jb-map--whole").forEach(mark);
    });
  };

  /* ---- the pointer on the overview ---- */

  /* Fetches what drags the map (24-map-drag.js) when a pointer comes near. */
  const onOver = (event) => {
    if (event.target.closest?.(".jb-overview")) loadPart("zoom").catch(() => {});
  };

  /* A click on a stage brings its first column to the start of the window; the page stays where it is. */
  const onStage = (event) => {
    const link = event.target.closest?.(".jb-overview a");
    if (!link || isBar(link.closest(".jb-overview")) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.stopPropagation(); // the theme's instant navigation would follow the link
    if (event.defaultPrevented) return;
    event.preventDefault();
    const map = link.closest(".jb-map");
    const scroller = scrollerOf(map);
    const stage = document.getElementById(link.hash.slice(1));
    const { lane } = measures(scroller);
    const [box, around] = [stage.getBoundingClientRect(), scroller.getBoundingClientRect()];
    scroller.scrollLeft += map.dir === "rtl" ? box.right - around.right + lane : box.left - around.left - lane;
  };

  /* ---- larger and smaller ---- */

  const KEYS = { "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", 0: "fit" };

  const withZoom = (run) => loadPart("zoom").then(() => run(offered.zoom), () => {});

  const PHONE_TOOLS = { "fold-stage": "foldStage", fold: "foldAll", steps: "showSteps" };

  const onTool = (event) => {
    const button = event.target.closest?.(".jb-map--whole [data-tool]");
    const tool = button?.dataset.tool;
    if (PHONE_TOOLS[tool]) loadPart("zoom").then(() => offered.phone[PHONE_TOOLS[tool]](button), () => {});
    if (Object.values(KEYS).includes(tool)) withZoom((zoom) => zoom.use(button.closest(".jb-map"), tool));
  };

  const onKey = (event) => {
    const scroller = event.target.closest?.(".jb-map--whole > .jb-map__scroller");
    if (!scroller || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    withZoom((zoom) => zoom.use(scroller.parentElement, KEYS[event.key]));
  };

  /* What the fingers and wheels of a grid do; cards on a phone are zoomed by the browser. */
  const isGrid = (scroller) => getComputedStyle(scroller.querySelector(".jb-grid")).display === "grid";

  const onWheel = (event) => {
    const scroller = event.currentTarget;
    if (!event.ctrlKey || !isGrid(scroller)) return;
    event.preventDefault();
    const [change, x] = [event.deltaY, event.clientX];
    withZoom((zoom) => zoom.byWheel(scroller.parentElement, change, x));
  };

  const onTouch = (event) => {
    const scroller = event.currentTarget;
    if (event.touches.length !== 2 || !isGrid(scroller)) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const distance = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const middle = (one.clientX + other.clientX) / 2;
    const begins = event.type === "touchstart";
    withZoom((zoom) => zoom.byFingers(scroller.parentElement, distance, middle, begins));
  };

  const listen = () => {
    findAll(document, ".jb-map--whole > .jb-map__scroller:not([data-zooms])").forEach((scroller) => {
      scroller.dataset.zooms = "";
      scroller.addEventListener("wheel", onWheel, { passive: false });
      scroller.addEventListener("touchstart", onTouch, { passive: false });
      scroller.addEventListener("touchmove", onTouch, { passive: false });
    });
    const asked = new URLSearchParams(location.search).get("zoom");
    const map = asked && document.querySelector(".jb-map--whole");
    if (map && isGrid(scrollerOf(map))) withZoom((zoom) => zoom.showAddressed(map));
    markAll();
  };

  document.addEventListener("pointerover", onOver);
  document.addEventListener("click", onStage, true);
  document.addEventListener("click", onTool);
  document.addEventListener("keydown", onKey);
  // Caught on their way down: the scrolling of a map does not bubble.
  document.addEventListener("scroll", markAll, { capture: true, passive: true });
  addEventListener("resize", markAll);
  onPage(listen);
})();
