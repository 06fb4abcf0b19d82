/* Maps: presentation, fit, print and copied links. Without it every map reads, links, scrolls and prints; it adds
   classes only. Listeners stand on the document, once, so that instant navigation needs nothing anew. */
(() => {
  const live = () => document.querySelectorAll(".jm-map").forEach((map) => map.classList.add("is-live"));
  const stages = (map) => [...map.querySelectorAll(".jm-stage")];
  const shown = () => document.querySelector(".jm-map.is-presenting");

  const go = (map, to) => {
    const all = stages(map);
    const at = Math.max(0, Math.min(all.length - 1, to));
    all.forEach((stage, index) => stage.classList.toggle("is-on", index === at));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    all[at].scrollIntoView({ behavior: still ? "auto" : "smooth", inline: "center", block: "nearest" });
  };

  const stop = (map) => {
    map.classList.remove("is-presenting");
    stages(map).forEach((stage) => stage.classList.remove("is-on"));
    if (document.fullscreenElement) document.exitFullscreen();
  };

  const tools = {
    print: () => print(),
    fit: (map, button) => button.setAttribute("aria-pressed", String(map.classList.toggle("is-fit"))),
    present: (map) => {
      const scroll = map.querySelector(".jm-scroll");
      map.classList.add("is-presenting");
      if (scroll.requestFullscreen) scroll.requestFullscreen().catch(() => {});
      scroll.focus();
      go(map, 0);
    },
    // The card closes first, so that the next one is opened by the step's face and gives the focus back to it.
    turn: (map, button) => {
      button.closest(".jm-card").hidePopover();
      requestAnimationFrame(() => {
        const card = document.getElementById(button.getAttribute("popovertarget"));
        const turns = [...card.querySelectorAll(".jm-card__x button")];
        (turns.find((each) => each.ariaLabel === button.ariaLabel) || turns[turns.length - 1]).focus();
      });
    },
    copy: (map, link, event) => {
      if (!navigator.clipboard) return; // over plain http the link stays a link
      event.preventDefault();
      history.replaceState(history.state, "", link.hash);
      navigator.clipboard.writeText(link.href).then(() => {
        link.classList.add("is-copied");
        setTimeout(() => link.classList.remove("is-copied"), 2000);
      });
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".jm-map [data-jm]");
    if (button && tools[button.dataset.jm]) tools[button.dataset.jm](button.closest(".jm-map"), button, event);
    document.querySelectorAll(".jm-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    const map = shown();
    if (!map || event.altKey || event.ctrlKey || event.metaKey) return;
    const back = map.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const on = map.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = stages(map).findIndex((stage) => stage.classList.contains("is-on"));
    const to = { [on]: at + 1, PageDown: at + 1, [back]: at - 1, PageUp: at - 1, Home: 0, End: 1e9 }[event.key];
    if (event.key === "Escape") stop(map);
    if (to === undefined) return;
    event.preventDefault();
    go(map, to);
  });

  document.addEventListener("fullscreenchange", () => {
    const map = shown();
    if (map && !document.fullscreenElement) stop(map);
  });

  if (window.document$) window.document$.subscribe(live);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", live);
  else live();
})();
