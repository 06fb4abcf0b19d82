/* Drags on the overview of a map move the map. Fetched when a pointer comes near the overview. */
(() => {
  const MOVED_PX = 4;

  let held = null; // where the pointer went down, and whether it has moved since

  /* Brings the part of the map into the middle of the window that lies under the pointer on the overview. */
  const goTo = (map, overview, clientX) => {
    const box = overview.getBoundingClientRect();
    const isRtl = map.dir === "rtl";
    const share = (isRtl ? box.right - clientX : clientX - box.left) / box.width;
    const scroller = map.querySelector(":scope > .jb-map__scroller");
    const lane = scroller.querySelector(".jb-lane--corner").offsetWidth;
    const [inside, all] = [scroller.clientWidth - lane, scroller.scrollWidth - lane];
    const left = Math.max(0, share * all - inside / 2);
    scroller.scrollLeft = isRtl ? -left : left;
  };

  const onDown = (event) => {
    const overview = event.button === 0 && event.target.closest?.(".jb-overview");
    if (!overview || getComputedStyle(overview).position === "sticky") return;
    held = { overview, x: event.clientX, hasMoved: false };
  };

  const onMove = (event) => {
    if (!held) return;
    if (Math.abs(event.clientX - held.x) > MOVED_PX && !held.hasMoved) {
      held.hasMoved = true;
      held.overview.setPointerCapture(event.pointerId);
      held.overview.classList.add("jb-is-held");
    }
    if (held.hasMoved) goTo(held.overview.closest(".jb-map"), held.overview, event.clientX);
  };

  const onUp = () => {
    if (!held) return;
    held.overview.classList.remove("jb-is-held");
    const { overview, hasMoved } = held;
    held = null;
    if (hasMoved) overview.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
  };

  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", onUp);
  document.addEventListener("pointercancel", onUp);
  document.addEventListener("dragstart", (event) => event.target.closest?.(".jb-overview") && event.preventDefault());
})();
