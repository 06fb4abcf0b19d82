/* The atlas: narrows it by persona and channel, keeps the choice and the zoom in the address, and lights the lines of the
   map that a reader points at. Zoom and kinds of lines are form controls that the stylesheet alone reads. */
(() => {
  const LIT = "jb-is-lit";
  const OFF = "jb-is-off";

  const zoomsOf = (atlas) => findAll(atlas, ".jb-atlas__zoom input");

  const filtersOf = (atlas) => findAll(atlas, ".jb-atlas__filters select");

  const rowsOf = (atlas) => findAll(atlas, ".jb-atlas-row[data-map]");

  const numbersOf = (row) => (row.dataset.lines || "").split(" ").filter(Boolean);

  const has = (element, name, value) => (element.dataset[name] || "").split(" ").includes(value);

  /* Sets parameters of the address; one that is empty is taken out. */
  const saveChoice = (atlas) => {
    const address = new URL(location.href);
    const zoom = zoomsOf(atlas).find((each) => each.checked);
    const values = filtersOf(atlas).map((each) => [each.name, each.value]);
    values.push(["zoom", zoom && zoom !== zoomsOf(atlas)[0] ? zoom.value : ""]);
    for (const [name, value] of values) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  };

  /* Shows the maps that fit, and the lines between them. */
  const narrow = (atlas) => {
    const asked = filtersOf(atlas).filter((each) => each.value);
    const rows = rowsOf(atlas);
    const hiddenLines = new Set();
    rows.forEach((row) => {
      const fits = asked.every((each) => has(row, each.name, each.value));
      setShown(row, fits);
      if (!fits) numbersOf(row).forEach((number) => hiddenLines.add(number));
    });
    findAll(atlas, "[data-line]").forEach((each) => each.classList.toggle(OFF, hiddenLines.has(each.dataset.line)));
    const channel = asked.find((each) => each.name === "channel");
    findAll(atlas, ".jb-atlas-steps li").forEach((each) =>
      each.classList.toggle("jb-is-found", Boolean(channel) && each.dataset.channel === channel.value));
    const shown = rows.filter((row) => !row.hidden).length;
    const words = ngettext("%(num)s of %(all)s journeys", "%(num)s of %(all)s journeys", shown, { all: figure(rows.length) });
    setText(atlas.querySelector("[data-found]"), asked.length ? words : "");
    setShown(atlas.querySelector("[data-nothing]"), !shown);
    setShown(atlas.querySelector(".jb-atlas__scroller"), shown > 0);
    findAll(atlas, ".jb-atlas-row--heading").forEach((heading) => {
      const below = rows.filter((row) => heading.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
      setShown(heading, below.some((row) => !row.hidden));
    });
  };

  /* Chooses what the address names; what the page does not offer is passed over. */
  const readChoice = (atlas) => {
    const asked = new URLSearchParams(location.search);
    zoomsOf(atlas).forEach((each) => (each.checked = each.value === asked.get("zoom") || each.checked));
    filtersOf(atlas).forEach((each) => {
      const value = asked.get(each.name);
      if ([...each.options].some((option) => option.value === value)) each.value = value;
    });
  };

  /* Lights the lines of a row, or of none. */
  const light = (atlas, row) => {
    const numbers = row ? numbersOf(row) : [];
    atlas.classList.toggle("jb-is-near", numbers.length > 0);
    findAll(atlas, `.${LIT}`).forEach((each) => each.classList.remove(LIT));
    numbers.forEach((number) => findAll(atlas, `[data-line="${number}"]`).forEach((each) => each.classList.add(LIT)));
  };

  /* Keeps what is in the middle there while the drawing changes its width. */
  const keepMiddle = (atlas, before) => {
    const scroller = atlas.querySelector(".jb-atlas__scroller");
    const share = (before.left + scroller.clientWidth / 2) / before.width;
    scroller.scrollLeft = Math.sign(before.left || 1) * Math.abs(share * scroller.scrollWidth) - scroller.clientWidth / 2;
  };

  const prepare = (atlas) => {
    const scroller = atlas.querySelector(".jb-atlas__scroller");
    let before = { left: 0, width: scroller.scrollWidth };
    const remember = () => (before = { left: scroller.scrollLeft, width: scroller.scrollWidth });
    scroller.addEventListener("scroll", remember, { passive: true });
    atlas.addEventListener("pointerdown", remember, true);
    readChoice(atlas);
    setShown(atlas.querySelector(".jb-atlas__filters"), filtersOf(atlas).length > 0);
    narrow(atlas);
    atlas.addEventListener("change", (event) => {
      if (event.target.closest(".jb-atlas__zoom")) keepMiddle(atlas, before);
      else narrow(atlas);
      saveChoice(atlas);
      remember();
    });
    const pointAt = (event) => light(atlas, event.target.closest(".jb-atlas-row"));
    atlas.addEventListener("pointerover", pointAt);
    atlas.addEventListener("focusin", pointAt);
    atlas.addEventListener("pointerleave", () => light(atlas, null));
    atlas.addEventListener("focusout", () => light(atlas, null));
    // Plus and minus while the focus is inside: from the lifecycle to stages to steps and back.
    atlas.addEventListener("keydown", (event) => {
      const by = { "+": 1, "=": 1, "-": -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
      const zooms = zoomsOf(atlas);
      const next = zooms[zooms.findIndex((each) => each.checked) + by];
      if (!next) return;
      event.preventDefault();
      remember();
      next.checked = true;
      next.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  onPage(() => findAll(document, ".jb-atlas").forEach(prepare));
})();
