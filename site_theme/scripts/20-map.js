/* Maps: presentation, fit, print and copied links. Without it every map reads, links, scrolls and prints; it adds
   classes only. Listeners stand on the document, once, so that instant navigation needs nothing anew. */
(() => {
  const live = () => document.querySelectorAll(".jb-map").forEach((map) => map.classList.add("jb-is-live"));
  const stages = (map) => [...map.querySelectorAll(".jb-stage")];
  const shown = () => document.querySelector(".jb-map.jb-is-presenting");

  const go = (map, to) => {
    const all = stages(map);
    const at = Math.max(0, Math.min(all.length - 1, to));
    all.forEach((stage, index) => stage.classList.toggle("jb-is-on", index === at));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    all[at].scrollIntoView({ behavior: still ? "auto" : "smooth", inline: "center", block: "nearest" });
  };

  const stop = (map) => {
    map.classList.remove("jb-is-presenting");
    stages(map).forEach((stage) => stage.classList.remove("jb-is-on"));
    if (document.fullscreenElement) document.exitFullscreen();
  };

  const tools = {
    print: () => print(),
    fit: (map, button) => button.setAttribute("aria-pressed", String(map.classList.toggle("jb-is-fit"))),
    present: (map) => {
      const scroll = map.querySelector(".jb-map__scroller");
      map.classList.add("jb-is-presenting");
      if (scroll.requestFullscreen) scroll.requestFullscreen().catch(() => {});
      scroll.focus();
      go(map, 0);
    },
    // The card closes first, so that the next one is opened by the step's face and gives the focus back to it.
    turn: (map, button) => {
      button.closest(".jb-step-card").hidePopover();
      requestAnimationFrame(() => {
        const card = document.getElementById(button.getAttribute("popovertarget"));
        const turns = [...card.querySelectorAll(".jb-step-card__buttons button")];
        (turns.find((each) => each.ariaLabel === button.ariaLabel) || turns[turns.length - 1]).focus();
      });
    },
    copy: (map, link, event) => {
      event.preventDefault();
      const done = link.parentElement.querySelector(".jb-step-card__copied");
      write(location.origin + location.pathname + link.hash).then(
        () => {
          history.replaceState(history.state, "", link.hash);
          done.textContent = _("copied");
          setTimeout(() => (done.textContent = ""), 2000);
        },
        () => (location.hash = link.hash), // what cannot be copied stays a link
      );
    },
  };

  // Portals inside a company are often served over plain http, where browsers know no other way.
  const write = (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const put = (event) => (event.preventDefault(), event.clipboardData.setData("text/plain", text));
    document.addEventListener("copy", put);
    const copied = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return copied ? Promise.resolve() : Promise.reject();
  };

  // A page of two hundred steps carries the address of the form once; a card gets its own when it is opened.
  const offer = (card) => {
    const line = card.querySelector(".jb-step-card__links");
    const copy = line.querySelector("[data-tool=copy]");
    const form = document.querySelector(".jb-suggest[data-step]");
    if (line.dataset.ready) return;
    line.dataset.ready = "yes";
    copy.lastChild.data = copy.hash.includes("--s-") ? _("Copy a link to this stage") : _("Copy a link to this step");
    if (!form) return;
    const title = [...card.querySelector(".jb-step-card__title").textContent];
    const put = {
      step: copy.hash.replace(/^.*?--[st]-/, ""),
      title: title.length > 80 ? title.slice(0, 79).join("") + "…" : title.join(""),
      anchor: copy.hash,
    };
    const link = form.cloneNode(true);
    link.className = "jb-step-card__suggest";
    link.removeAttribute("data-step");
    link.href = form.dataset.step.replace(/\{(step|title|anchor)\}/g, (all, name) => encodeURIComponent(put[name]));
    line.append(link);
  };

  // The event does not bubble, but it can be caught on its way down.
  document.addEventListener(
    "beforetoggle",
    (event) => {
      if (event.newState === "open" && event.target.matches(".jb-map .jb-step-card")) offer(event.target);
    },
    true,
  );

  // Caught on its way down: the theme's instant navigation listens on the body and would follow the link to copy.
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest && event.target.closest(".jb-map [data-tool]");
      if (button && button.dataset.tool === "copy") event.stopPropagation();
      if (button && tools[button.dataset.tool]) tools[button.dataset.tool](button.closest(".jb-map"), button, event);
      document.querySelectorAll(".jb-lane-menu[open]").forEach((menu) => {
        if (!menu.contains(event.target)) menu.open = false;
      });
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    const map = shown();
    if (!map || event.altKey || event.ctrlKey || event.metaKey) return;
    const back = map.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const on = map.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = stages(map).findIndex((stage) => stage.classList.contains("jb-is-on"));
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

  onPage(live);
})();
