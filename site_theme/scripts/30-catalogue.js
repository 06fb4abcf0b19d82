/* The catalogue's facets, sorting and two views. Without script every map is listed; this only hides and orders.
   The choice is kept in the address, so that a filtered list can be sent to somebody. */
(function () {
  "use strict";

  var FACETS = ["type", "status", "persona", "lifecycle", "channel", "area", "owner", "health", "tag"];
  var ORDERS = {
    title: function (a, b) { return a.title.localeCompare(b.title); },
    lowest: function (a, b) { return a.lowest - b.lowest; },
    pains: function (a, b) { return b.pains - a.pains; },
    health: function (a, b) { return a.score - b.score; },
    reviewed: function (a, b) { return a.reviewed < b.reviewed ? 1 : a.reviewed > b.reviewed ? -1 : 0; }
  };

  function read(card, at) {
    var data = card.dataset;
    var values = {};
    FACETS.forEach(function (name) { values[name] = (data[name] || "").split(" ").filter(Boolean); });
    return {
      at: at, card: card, values: values, words: data.words || "", title: data.title || "",
      lowest: data.lowest === undefined ? Infinity : Number(data.lowest),
      pains: Number(data.pains || 0), score: Number(data.score || 0), reviewed: data.reviewed || ""
    };
  }

  function start(root) {
    if (root.dataset.ready) return;
    root.dataset.ready = "yes";
    var form = root.querySelector("[data-facets]");
    var bar = root.querySelector("[data-bar]");
    var sort = root.querySelector("[data-sort]");
    var status = root.querySelector("[data-found]");
    var nothing = root.querySelector("[data-nothing]");
    var list = root.querySelector("[data-cards]");
    var table = root.querySelector("[data-astable]");
    var rows = root.querySelector("[data-rows]");
    var views = [].slice.call(root.querySelectorAll("[data-view]"));
    var boxes = [].slice.call(form.querySelectorAll("input[type=checkbox]"));
    var maps = [].slice.call(list.children).map(read);
    var view = "cards";
    var page = location.pathname; // instant navigation changes the address before the page goes

    [].slice.call(rows.children).forEach(function (row, at) { maps[at].row = row; });
    form.hidden = bar.hidden = false;
    root.classList.add("is-live");
    if (matchMedia("(max-width: 59.99em)").matches) {
      [].slice.call(form.querySelectorAll("details")).forEach(function (each) { each.open = false; });
    }

    function chosen() {
      var found = {};
      boxes.forEach(function (box) {
        if (box.checked) (found[box.name] = found[box.name] || []).push(box.value);
      });
      return found;
    }

    function fits(map, picked, words, except) {
      return words.every(function (word) { return map.words.indexOf(word) >= 0; }) &&
        Object.keys(picked).every(function (name) {
          return name === except || picked[name].some(function (value) { return map.values[name].indexOf(value) >= 0; });
        });
    }

    function count(picked, words) {
      FACETS.forEach(function (name) {
        var counts = {};
        maps.forEach(function (map) {
          if (!fits(map, picked, words, name)) return;
          map.values[name].forEach(function (value) { counts[value] = (counts[value] || 0) + 1; });
        });
        boxes.forEach(function (box) {
          if (box.name !== name) return;
          var found = counts[box.value] || 0;
          var label = box.closest("label");
          label.querySelector("[data-count]").textContent = found;
          label.classList.toggle("is-empty", !found && !box.checked);
        });
      });
    }

    function apply() {
      var picked = chosen();
      var words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
      var order = ORDERS[sort.value];
      var shown = 0;
      maps.slice().sort(function (a, b) { return (order && order(a, b)) || a.at - b.at; }).forEach(function (map) {
        var fit = fits(map, picked, words);
        shown += fit;
        map.card.hidden = map.row.hidden = !fit;
        list.appendChild(map.card);
        rows.appendChild(map.row);
      });
      count(picked, words);
      var active = words.length || Object.keys(picked).length;
      form.querySelector("[type=reset]").hidden = !active;
      nothing.hidden = shown > 0;
      root.dataset.view = view;
      table.open = view === "table";
      views.forEach(function (each) { each.setAttribute("aria-pressed", String(each.dataset.view === view)); });
      status.textContent = active ? shown + " of " + maps.length + " journeys" : maps.length + " journeys";
    }

    function keep() {
      if (location.pathname !== page) return;
      var query = new URLSearchParams();
      if (form.elements.q.value.trim()) query.set("q", form.elements.q.value.trim());
      boxes.forEach(function (box) { if (box.checked) query.append(box.name, box.value); });
      if (sort.value) query.set("sort", sort.value);
      if (view !== "cards") query.set("view", view);
      var text = query.toString();
      history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
    }

    function recall() {
      var query = new URLSearchParams(location.search);
      boxes.forEach(function (box) {
        box.checked = query.getAll(box.name).indexOf(box.value) >= 0;
        if (box.checked) box.closest("details").open = true;
      });
      form.elements.q.value = query.get("q") || "";
      sort.value = ORDERS[query.get("sort")] ? query.get("sort") : "";
      view = query.get("view") === "table" ? "table" : "cards";
    }

    function update() { apply(); keep(); }

    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", update);
    form.addEventListener("reset", function () { setTimeout(update); });
    sort.addEventListener("change", update);
    root.addEventListener("click", function (event) {
      var button = event.target.closest("button[data-view], button[data-clear]");
      if (!button) return;
      if (button.dataset.view) { view = button.dataset.view; update(); } else form.reset();
    });
    recall();
    apply();
  }

  function all() { [].slice.call(document.querySelectorAll(".jp-catalogue")).forEach(start); }

  if (window.document$) document$.subscribe(all);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
