/* Reading paths: what was read, kept in this browser alone, and a bar on the pages of a path that leads to the next.
   Without it every stop is a link and the path reads from top to bottom; where storing is refused, nothing is kept
   beyond the page. */
(() => {
  const WALK = "jb-walk"; // the path that somebody is on: {path, title, at, stops: [{read, href, title}]}
  const kept = (address) => `jb-path:${address}`; // what of a path was read: a list of stops' `read`

  const here = new Map(); // what a browser that stores nothing knows until the page is left
  const load = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return here.get(key) || null;
    }
  };
  const save = (key, value) => {
    here.set(key, value);
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // a browser that keeps nothing still lets people read
    }
  };

  const plain = (href) => new URL(href, location.href).pathname.replace(/index\.html$/, "");
  const readOf = (address) => {
    const found = load(kept(address));
    return new Set(Array.isArray(found) ? found.filter((each) => typeof each === "string") : []);
  };

  // The page that is shown. Instant navigation changes `location` at a click, before anything here hears of the click.
  let page = location.href;

  /* The page of a path */

  const stopsOf = (article) => [...article.querySelectorAll(".jb-path-stop")];

  const show = (article) => {
    const stops = stopsOf(article);
    const read = readOf(plain(page));
    const open = stops.filter((stop) => !read.has(stop.dataset.read));
    const done = stops.length - open.length;
    stops.forEach((stop) => {
      const is = read.has(stop.dataset.read);
      stop.classList.toggle("jb-is-read", is);
      stop.querySelector(".jb-path-read").checked = is;
    });
    const minutes = open.reduce((sum, stop) => sum + Number(stop.dataset.minutes), 0);
    const words = article.querySelector(".jb-path-so-far__words");
    const counts = { done: figure(done), all: figure(stops.length) };
    const told = !done
      ? _("Nothing read yet")
      : open.length
        ? ngettext(
            "%(done)s of %(all)s read, about %(num)s minute left",
            "%(done)s of %(all)s read, about %(num)s minutes left",
            minutes,
            counts,
          )
        : _("All %(all)s read", counts);
    if (words.textContent !== told) words.textContent = told;
    article.querySelector(".jb-path-so-far__bar").value = done;
    article.querySelector(".jb-path-again").hidden = !done;
    const on = article.querySelector(".jb-path-on");
    const next = open[0] && open[0].querySelector(".jb-path-go");
    on.hidden = !next;
    if (next) {
      const stop = { stop: next.textContent };
      on.textContent = done ? _("Continue: %(stop)s", stop) : _("Start: %(stop)s", stop);
      on.href = next.href;
    }
  };

  const prepare = (article) => {
    const progress = article.querySelector(".jb-path-so-far");
    if (!progress) return;
    progress.hidden = false;
    article.querySelectorAll(".jb-path-stop__done label").forEach((label) => (label.hidden = false));
    show(article);
  };

  const walk = (article, href) => {
    const going = stopsOf(article).filter((stop) => stop.querySelector(".jb-path-go"));
    const stops = going.map((stop) => {
      const link = stop.querySelector(".jb-path-go");
      return { read: stop.dataset.read, href: link.href, title: link.textContent };
    });
    const at = stops.findIndex((stop) => stop.href === href);
    if (at < 0) return;
    save(WALK, { path: page.split("#")[0], title: article.querySelector("h1").textContent, at, stops });
  };

  document.addEventListener("change", (event) => {
    const box = event.target.closest && event.target.closest(".jb-path-read");
    if (!box) return;
    const address = plain(page);
    const read = readOf(address);
    const key = box.closest(".jb-path-stop").dataset.read;
    if (box.checked) read.add(key);
    else read.delete(key);
    save(kept(address), [...read]);
    show(box.closest(".jb-path"));
  });

  const follow = (event) => {
    if (!event.target.closest) return;
    const article = event.target.closest(".jb-path");
    const link = article && event.target.closest(".jb-path-go, .jb-path-on");
    if (link) walk(article, link.href);
    if (article && event.type === "click" && event.target.closest(".jb-path-again")) {
      save(kept(plain(page)), null);
      show(article);
      article.querySelector(".jb-path-on").focus();
    }
  };
  document.addEventListener("click", follow);
  document.addEventListener("auxclick", follow);

  /* Cards of paths: how far one is */

  const count = () =>
    document.querySelectorAll("[data-path][data-stops]").forEach((card) => {
      const done = readOf(plain(card.dataset.path)).size;
      const place = card.querySelector(".jb-path-card__progress");
      if (!place) return;
      place.hidden = !done;
      place.textContent = done >= Number(card.dataset.stops) ? _("all read") : ngettext("%(num)s read", "%(num)s read", done);
    });

  /* The bar on the pages of a path */

  const sound = (way) =>
    way && typeof way.path === "string" && typeof way.title === "string" && Array.isArray(way.stops) && way.stops.length > 0
    && way.stops.every((stop) => stop && typeof stop.href === "string" && typeof stop.read === "string");
  const near = (href) => {
    const url = new URL(href, location.href);
    return url.protocol === location.protocol && url.host === location.host;
  };

  const mark = (way, at) => {
    const read = readOf(plain(way.path));
    read.add(way.stops[at].read);
    save(kept(plain(way.path)), [...read]);
  };

  const draw = () => {
    document.querySelectorAll(".jb-path-bar").forEach((bar) => bar.remove());
    document.body.classList.remove("jb-on-path");
    const way = load(WALK);
    if (!sound(way) || !near(way.path) || !way.stops.every((stop) => near(stop.href))) return;
    const now = plain(page);
    const at = [way.at, ...way.stops.keys()].find((each) => way.stops[each] && plain(way.stops[each].href) === now);
    if (at === undefined) return;
    const bar = make("nav", { class: "jb-path-bar", "aria-label": _("Reading path"), lang: translation.language });
    const link = (look, href, small, words, to) => {
      const made = make("a", { class: `jb-path-bar__link ${look}`, href }, make("small", "", small), make("span", "", words));
      made.addEventListener("click", () => {
        if (to > at || to === undefined) mark(way, at);
        save(WALK, to === undefined ? null : { ...way, at: to });
      });
      return made;
    };
    const before = way.stops[at - 1];
    const after = way.stops[at + 1];
    bar.append(before ? link("jb-path-bar__back", before.href, _("Previous"), before.title, at - 1) : make("span", "jb-path-bar__link"));
    const path = make("a", { href: `${way.path}#jp--stop-${at + 1}` }, way.title);
    const place = _("Stop %(number)s of %(all)s", { number: at + 1, all: way.stops.length });
    bar.append(
      make("p", "jb-path-bar__middle", path, make("small", "", place)),
      after
        ? link("jb-path-bar__next", after.href, _("Next"), after.title, at + 1)
        : link("jb-path-bar__next", way.path, _("Last stop"), _("Read, back to the path"))
    );
    const leave = _("Leave the reading path");
    const close = make("button", { class: "jb-path-bar__close", type: "button", "aria-label": leave }, "×");
    close.addEventListener("click", () => {
      save(WALK, null);
      bar.remove();
      document.body.classList.remove("jb-on-path");
    });
    bar.append(close);
    document.body.append(bar);
    document.body.classList.add("jb-on-path");
  };

  const ready = () => {
    page = location.href;
    document.querySelectorAll(".jb-path[data-path]").forEach(prepare);
    count();
    draw();
  };
  onPage(ready);
  // A page that comes back from the browser's memory may know more than when it was left.
  addEventListener("pageshow", (event) => event.persisted && ready());
})();
