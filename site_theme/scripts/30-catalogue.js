/* The catalogue's facets, sorting and two views. Without script every map is listed; this only hides and orders.
   The choice is kept in the address, so that a filtered list can be sent to somebody. Which facets there are says the
   page: each check box has the facet's name, and each card its values as `data-` with that name. */
(() => {
  const ORDERS = {
    title: (a, b) => a.title.localeCompare(b.title),
    lowest: (a, b) => a.lowest - b.lowest,
    pains: (a, b) => b.pains - a.pains,
    health: (a, b) => a.score - b.score,
    reviewed: (a, b) => (a.reviewed < b.reviewed ? 1 : a.reviewed > b.reviewed ? -1 : 0),
  };

  const read = (card, at, facets) => {
    const data = card.dataset;
    return {
      at,
      card,
      values: Object.fromEntries(facets.map((name) => [name, (data[name] || "").split(" ").filter(Boolean)])),
      words: data.words || "",
      title: data.title || "",
      lowest: data.lowest === undefined ? Infinity : Number(data.lowest),
      pains: Number(data.pains || 0),
      score: Number(data.score || 0),
      reviewed: data.reviewed || "",
    };
  };

  const start = (root) => {
    if (root.dataset.ready) return;
    root.dataset.ready = "yes";
    const form = root.querySelector("[data-facets]");
    const bar = root.querySelector("[data-bar]");
    const sort = root.querySelector("[data-sort]");
    const status = root.querySelector("[data-found]");
    const nothing = root.querySelector("[data-nothing]");
    const list = root.querySelector("[data-cards]");
    const table = root.querySelector("[data-astable]");
    const rows = root.querySelector("[data-rows]");
    const views = [...root.querySelectorAll("[data-view]")];
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const facets = [...new Set(boxes.map((box) => box.name))];
    const maps = [...list.children].map((card, at) => read(card, at, facets));
    const page = location.pathname; // instant navigation changes the address before the page goes
    let view = "cards";

    [...rows.children].forEach((row, at) => (maps[at].row = row));
    form.hidden = bar.hidden = false;
    root.classList.add("jb-is-live");
    if (matchMedia("(max-width: 59.99em)").matches) {
      form.querySelectorAll("details").forEach((each) => (each.open = false));
    }

    const chosen = () => {
      const found = {};
      for (const box of boxes) if (box.checked) (found[box.name] ||= []).push(box.value);
      return found;
    };

    const fits = (map, picked, words, except) =>
      words.every((word) => map.words.includes(word)) &&
      Object.keys(picked).every(
        (name) => name === except || picked[name].some((value) => map.values[name].includes(value)),
      );

    const count = (picked, words) => {
      for (const name of facets) {
        const counts = new Map();
        for (const map of maps) {
          if (!fits(map, picked, words, name)) continue;
          for (const value of map.values[name]) counts.set(value, (counts.get(value) || 0) + 1);
        }
        for (const box of boxes.filter((each) => each.name === name)) {
          const found = counts.get(box.value) || 0;
          const label = box.closest("label");
          label.querySelector("[data-count]").textContent = found;
          label.classList.toggle("jb-is-empty", !found && !box.checked);
        }
      }
    };

    const apply = () => {
      const picked = chosen();
      const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
      const order = ORDERS[sort.value];
      let shown = 0;
      for (const map of [...maps].sort((a, b) => (order && order(a, b)) || a.at - b.at)) {
        const fit = fits(map, picked, words);
        shown += fit;
        map.card.hidden = map.row.hidden = !fit;
        list.append(map.card);
        rows.append(map.row);
      }
      count(picked, words);
      const active = words.length || Object.keys(picked).length;
      form.querySelector("[type=reset]").hidden = !active;
      nothing.hidden = shown > 0;
      root.dataset.view = view;
      table.open = view === "table";
      views.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.view === view)));
      status.textContent = active
        ? ngettext("%(shown)s of %(num)s journey", "%(shown)s of %(num)s journeys", maps.length, { shown: figure(shown) })
        : ngettext("%(num)s journey", "%(num)s journeys", maps.length);
    };

    const keep = () => {
      if (location.pathname !== page) return;
      const query = new URLSearchParams();
      if (form.elements.q.value.trim()) query.set("q", form.elements.q.value.trim());
      for (const box of boxes) if (box.checked) query.append(box.name, box.value);
      if (sort.value) query.set("sort", sort.value);
      if (view !== "cards") query.set("view", view);
      const text = query.toString();
      history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    };

    const recall = () => {
      const query = new URLSearchParams(location.search);
      for (const box of boxes) {
        box.checked = query.getAll(box.name).includes(box.value);
        if (box.checked) box.closest("details").open = true;
      }
      form.elements.q.value = query.get("q") || "";
      sort.value = ORDERS[query.get("sort")] ? query.get("sort") : "";
      view = query.get("view") === "table" ? "table" : "cards";
    };

    const update = () => {
      apply();
      keep();
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", update);
    form.addEventListener("reset", () => setTimeout(update));
    sort.addEventListener("change", update);
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-view], button[data-clear]");
      if (!button) return;
      if (button.dataset.view) {
        view = button.dataset.view;
        update();
      } else form.reset();
    });
    recall();
    apply();
  };

  onPage(() => document.querySelectorAll(".jb-catalogue").forEach(start));
})();
