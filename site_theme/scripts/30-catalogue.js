/* The catalogue's facets, sorting and two views. Without script every map is listed; this only hides and orders.
   The choice is kept in the address, so that a filtered list can be sent to somebody. What there is to choose from says
   the page: each check box has the name of its facet, each card its values as `data-` with that name; each way of sorting
   names the `data-` of the cards by which it sorts. */
(() => {
  const NARROW = "(max-width: 59.99em)"; // as in 31-pages-catalogue.css

  /* The values of a card's `data-` that lists several. */
  const valuesOf = (card, name) => (card.dataset[name] || "").split(" ").filter(Boolean);

  /* A comparison of cards by one of their `data-`; a card without it comes last. `numeric` compares numbers, `falling`
     puts the greatest first. */
  const comparison = ({ by, numeric, falling }) => {
    const compare = (a, b) => (numeric === undefined ? a.localeCompare(b, translation.locale) : Number(a) - Number(b));
    return (one, other) => {
      const [a, b] = [one.card.dataset[by], other.card.dataset[by]];
      if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
      return falling === undefined ? compare(a, b) : compare(b, a);
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
    const views = findAll(root, "[data-view]");
    const boxes = findAll(form, "input[type=checkbox]");
    const facets = [...new Set(boxes.map((box) => box.name))];
    const page = location.pathname; // instant navigation changes the address before the page goes
    const maps = [...list.children].map((card, at) => ({
      at,
      card,
      row: rows.children[at],
      words: card.dataset.words || "",
      values: Object.fromEntries(facets.map((name) => [name, valuesOf(card, name)])),
    }));
    let view = "cards";

    /* The values that are ticked, by facet. */
    const tickedValues = () => {
      const ticked = {};
      for (const box of boxes) if (box.checked) (ticked[box.name] ||= []).push(box.value);
      return ticked;
    };

    const typedWords = () => form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);

    /* Whether a map has every word, and of each facet one of the ticked values; `except` leaves a facet out. */
    const fits = (map, ticked, words, except) =>
      words.every((word) => map.words.includes(word)) &&
      Object.keys(ticked).every(
        (name) => name === except || ticked[name].some((value) => map.values[name].includes(value)),
      );

    /* Writes beside each value how many maps ticking it would show. */
    const showCounts = (ticked, words) => {
      for (const name of facets) {
        const counts = new Map();
        for (const map of maps.filter((each) => fits(each, ticked, words, name))) {
          for (const value of map.values[name]) counts.set(value, (counts.get(value) || 0) + 1);
        }
        for (const box of boxes.filter((each) => each.name === name)) {
          const count = counts.get(box.value) || 0;
          const label = box.closest("label");
          label.querySelector("[data-count]").textContent = count;
          label.classList.toggle("jb-is-empty", !count && !box.checked);
        }
      }
    };

    const sortedMaps = () => {
      const order = sort.value && comparison(sort.selectedOptions[0].dataset);
      return [...maps].sort((a, b) => (order && order(a, b)) || a.at - b.at);
    };

    const show = () => {
      const ticked = tickedValues();
      const words = typedWords();
      let shown = 0;
      for (const map of sortedMaps()) {
        const fit = fits(map, ticked, words);
        shown += fit;
        map.card.hidden = map.row.hidden = !fit;
        list.append(map.card);
        rows.append(map.row);
      }
      showCounts(ticked, words);
      const narrowed = words.length || Object.keys(ticked).length;
      form.querySelector("[type=reset]").hidden = !narrowed;
      nothing.hidden = shown > 0;
      root.dataset.view = view;
      table.open = view === "table";
      views.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.view === view)));
      status.textContent = narrowed
        ? ngettext("%(shown)s of %(num)s journey", "%(shown)s of %(num)s journeys", maps.length, { shown: figure(shown) })
        : ngettext("%(num)s journey", "%(num)s journeys", maps.length);
    };

    /* Writes the choice into the address. */
    const keepChoice = () => {
      if (location.pathname !== page) return;
      const query = new URLSearchParams();
      if (form.elements.q.value.trim()) query.set("q", form.elements.q.value.trim());
      for (const box of boxes) if (box.checked) query.append(box.name, box.value);
      if (sort.value) query.set("sort", sort.value);
      if (view !== "cards") query.set("view", view);
      const text = query.toString();
      history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    };

    /* Takes the choice from the address; what the page does not offer is passed over. */
    const takeChoice = () => {
      const query = new URLSearchParams(location.search);
      for (const box of boxes) {
        box.checked = query.getAll(box.name).includes(box.value);
        if (box.checked) box.closest("details").open = true;
      }
      form.elements.q.value = query.get("q") || "";
      const order = [...sort.options].find((each) => each.value === query.get("sort"));
      sort.value = order ? order.value : "";
      view = query.get("view") === "table" ? "table" : "cards";
    };

    const update = () => {
      show();
      keepChoice();
    };

    const onClick = (event) => {
      const button = event.target.closest("button[data-view], button[data-clear]");
      if (!button) return;
      if (button.dataset.view) {
        view = button.dataset.view;
        update();
      } else form.reset();
    };

    form.hidden = bar.hidden = false;
    root.classList.add("jb-is-live");
    if (matchMedia(NARROW).matches) findAll(form, "details").forEach((each) => (each.open = false));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", update);
    form.addEventListener("reset", () => setTimeout(update)); // the form is empty after the event
    sort.addEventListener("change", update);
    root.addEventListener("click", onClick);
    takeChoice();
    show();
  };

  onPage(() => findAll(document, ".jb-catalogue").forEach(start));
})();
