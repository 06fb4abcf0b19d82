/* Which lanes of a map are shown, and whose: chosen by buttons, and kept in the address, so that a view can be sent. */
(() => {
  const QUIET = "jb-is-quiet";

  const switchesOf = (map) => findAll(map, ".jb-lane-menu [data-lane]");

  const presetsOf = (map) => findAll(map, ".jb-lane-menu [data-lanes]");

  /* The keys of the lanes that a preset of a map shows. */
  const keysOf = (map, preset) =>
    preset.dataset.keys === "*" ? switchesOf(map).map((each) => each.dataset.lane) : preset.dataset.keys.split(" ");

  const shownLanes = (map) =>
    switchesOf(map)
      .filter((each) => each.checked)
      .map((each) => each.dataset.lane);

  /* The name of what is shown: that of a preset, or the keys of the lanes. */
  const nameOf = (map) => {
    const shown = shownLanes(map).join(" ");
    const isShown = (preset) => {
      const keys = keysOf(map, preset);
      return switchesOf(map).every((each) => each.checked === keys.includes(each.dataset.lane));
    };
    const preset = presetsOf(map).find(isShown);
    return preset ? preset.dataset.lanes : shown.replaceAll(" ", ",");
  };

  const markPresets = (map) => {
    const name = nameOf(map);
    presetsOf(map).forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.lanes === name)));
    return name;
  };

  const saveLanes = (map) => {
    const name = markPresets(map);
    setAddressParameter("lanes", name === "all" ? "" : name);
  };

  const showLanes = (map, keys) => switchesOf(map).forEach((each) => (each.checked = keys.includes(each.dataset.lane)));

  /* ---- whose ---- */

  /* The ids of the personas to whose pages a part of the map links. */
  const namedIn = (element) =>
    findAll(element, "a[href*='personas/']").map((link) => link.pathname.replace(/\/(index\.html)?$/, "").split("/").at(-1));

  /* Quietens what belongs to others: their curves, what they think and say, and the steps that they go without this one. */
  const showPerson = (map, id) => {
    const buttons = findAll(map, ".jb-lane-menu [data-person]");
    const chosen = buttons.find((each) => each.dataset.person === id) || buttons[0];
    if (!chosen) return;
    buttons.forEach((each) => each.setAttribute("aria-pressed", String(each === chosen)));
    findAll(map, `.${QUIET}`).forEach((each) => each.classList.remove(QUIET));
    if (!chosen.dataset.person) return;
    const isOthers = (element) => {
      const named = namedIn(element);
      return named.length > 0 && !named.includes(id);
    };
    const quieten = (element) => element.classList.add(QUIET);
    findAll(map, ".jb-cell__content > *, .jb-cell__content > :is(ul, .jb-chips) > *").filter(isOthers).forEach(quieten);
    findAll(map, ".jb-cell--personas").filter(isOthers).map((each) => each.closest(".jb-step")).forEach((each) => each && quieten(each));
    findAll(map, ".jb-grid [class*='jb-series-']")
      .filter((each) => !each.classList.contains(`jb-series-${chosen.dataset.series}`))
      .forEach(quieten);
  };

  /* ---- what readers do ---- */

  const onClick = (event) => {
    const button = event.target.closest?.(".jb-lane-menu [data-tool]");
    if (!button) return;
    const map = button.closest(".jb-map");
    if (button.dataset.tool === "lanes") {
      showLanes(map, keysOf(map, button));
      saveLanes(map);
    } else {
      showPerson(map, button.dataset.person);
      setAddressParameter("person", button.dataset.person);
    }
  };

  const onChange = (event) => {
    if (event.target.matches(".jb-lane-menu [data-lane]")) saveLanes(event.target.closest(".jb-map"));
  };

  const onKey = (event) => {
    const menu = event.key === "Escape" && document.querySelector(".jb-lane-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  };

  /* Shows what the address asks for; a name that this map does not know is passed over. */
  const showAddressed = () => {
    const map = document.querySelector(".jb-map--whole");
    if (!map) return;
    const asked = new URLSearchParams(location.search);
    const lanes = asked.get("lanes");
    if (lanes) {
      const preset = presetsOf(map).find((each) => each.dataset.lanes === lanes);
      const keys = preset ? keysOf(map, preset) : lanes.split(",");
      if (preset || switchesOf(map).some((each) => keys.includes(each.dataset.lane))) showLanes(map, keys);
    }
    markPresets(map);
    if (asked.get("person")) showPerson(map, asked.get("person"));
  };

  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("keydown", onKey);
  onPage(showAddressed);
})();
