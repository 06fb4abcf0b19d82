/* Pages are written as on the day of the build. This brings them to the reader's day, or leaves them as they are where
   the reader's clock is behind the build's.

   [data-today]            the day of the build, on the page's root
   [data-due]              a date; `jb-is-late` is set from the day after, and `data-late` are then the words of the first child.
                           With data-soon, `jb-is-soon` is set so many days before
   [data-days]             dates with how often each occurs: "2026-09-12 2026-10-01:3". Inside of it, or on it:
     [data-due-count=name]     the number of dates that are `late`, `soon` (within data-soon days), `later`, `waiting` (late, soon
                           and the data-never that have no date) or `beyond` (waiting after the first data-most)
                           with its words: data-one, data-many; or data-zero in the place of 0
     [data-due-share=name]     the same as a share of data-of
     [data-due-bar]            the part of a bar that is `late`, or the `rest` of data-whole
   [data-due-when=name]        shown where the date is late, or the number is not 0; `no-name` is the opposite
   [data-agenda=name]      a list in the order late, never looked at, dated; of those that are `soon`, `later` or `all`, no more
                           than data-most
   [data-late-first]       what is late comes first in it
   [data-milestones]       the first date that is not over is next; with `next` only that one is shown
   [data-months]           so many months from this one on, with the number of dates in each; its section only where there is one */
(() => {
  const DAY = 86400000;
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const show = (element, shown) => { if (element.hidden === shown) element.hidden = !shown; };
  const write = (element, words) => { if (element.textContent !== words) element.textContent = words; };
  // As `percent_of` in text/numbers.py: whole percent, with decimals where it would read as nothing or as all.
  const percent = (share) => {
    const whole = Math.round(100 * share);
    const left = Math.abs(100 * share - whole);
    const exact = (whole === 0 || whole === 100) && left > 1e-9;
    const decimals = Math.max(1, 1 - Math.floor(Math.log10(left)));
    const digits = String(exact ? Number((100 * share).toFixed(decimals)) : whole);
    return `${digits.replace(".", translation.decimal)}\u00a0%`;
  };
  const width = (share) => (share <= 0 ? 0 : share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(100 * share))));
  const resize = (bar, share) => {
    bar.className = bar.className.replace(/\bjb-w-\d+/, `jb-w-${width(share)}`);
    show(bar, share > 0);
  };
  const ahead = (day, today) => (Date.parse(day) - Date.parse(today)) / DAY;

  const localDay = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  const daysOf = (element) =>
    element.dataset.days.split(" ").filter(Boolean).map((each) => {
      const [day, count] = each.split(":");
      return [day, Number(count || 1)];
    });

  const tally = (element, today) => {
    const found = { late: 0, soon: 0, later: 0 };
    const soon = Number(element.dataset.soon || 0);
    for (const [day, count] of daysOf(element)) {
      const left = ahead(day, today);
      found[left < 0 ? "late" : left <= soon ? "soon" : "later"] += count;
    }
    found.waiting = found.late + found.soon + Number(element.dataset.never || 0);
    found.beyond = Math.max(0, found.waiting - Number(element.dataset.most || 0));
    return found;
  };

  const markDates = (root, today) => {
    for (const element of all(root, "[data-due]")) {
      const left = ahead(element.dataset.due, today);
      const late = left < 0;
      if (element.dataset.late) {
        element.classList.toggle("jb-is-late", late);
        if (late) write(element.firstElementChild, element.dataset.late);
      }
      if (element.dataset.soon) element.classList.toggle("jb-is-soon", !late && left <= Number(element.dataset.soon));
    }
  };

  const recount = (root, today) => {
    const counts = new Map();
    const countsFor = (element) => {
      const owner = element.closest("[data-days]");
      if (!counts.has(owner)) counts.set(owner, tally(owner, today));
      return [counts.get(owner), owner];
    };
    for (const element of all(root, "[data-due-count]")) {
      const number = countsFor(element)[0][element.dataset.dueCount];
      const { one, many, zero, alarm } = element.dataset;
      const words = one ? ` ${number === 1 ? one : many}` : "";
      write(element, zero && !number ? zero : figure(number) + words);
      if (alarm !== undefined) element.classList.toggle("jb-is-late", number > 0);
    }
    for (const element of all(root, "[data-due-share]")) {
      const [found, owner] = countsFor(element);
      write(element, percent(found[element.dataset.dueShare] / owner.dataset.of));
    }
    for (const element of all(root, "[data-due-bar]")) {
      const [{ late }, { dataset }] = countsFor(element);
      resize(element, (element.dataset.dueBar === "late" ? late : dataset.whole - late) / dataset.of);
    }
    for (const element of all(root, "[data-due-when]")) {
      const name = element.dataset.dueWhen.replace(/^no-/, "");
      const owner = element.closest("[data-due], [data-days]");
      const is = owner.dataset.days === undefined ? ahead(owner.dataset.due, today) < 0 : countsFor(owner)[0][name] > 0;
      show(element, is === (name === element.dataset.dueWhen));
    }
  };

  const arrange = (root, today) => {
    for (const list of all(root, "[data-agenda]")) {
      const { soon, most } = list.closest("[data-days]").dataset;
      const rank = (entry) => {
        const date = entry.querySelector("[data-due]");
        if (!date) return [entry.querySelector("[scope=rowgroup]") ? -1 : entry.querySelector(".jb-due--never") ? 1 : 4, ""];
        const left = ahead(date.dataset.due, today);
        return [left < 0 ? 0 : left <= Number(soon) ? 2 : 3, date.dataset.due];
      };
      const ranked = [...list.children].map((entry) => [entry, ...rank(entry)]);
      ranked.sort((a, b) => a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0));
      const last = { soon: 2, later: 3, all: 4 }[list.dataset.agenda];
      ranked.forEach(([entry, place], at) => {
        if (list.children[at] !== entry) list.insertBefore(entry, list.children[at]);
        show(entry, at < Number(most || Infinity) && place <= last);
      });
    }
    for (const list of all(root, "[data-late-first]")) {
      const late = [...list.children].filter((each) => each.querySelector(".jb-is-late[data-due]"));
      late.forEach((each, at) => { if (list.children[at] !== each) list.insertBefore(each, list.children[at]); });
    }
    for (const list of all(root, "[data-milestones]")) {
      const dated = all(list, "[data-due]");
      const next = dated.find((each) => ahead(each.dataset.due, today) >= 0);
      for (const each of dated) {
        const state = each === next ? "jb-is-next" : ahead(each.dataset.due, today) < 0 ? "jb-is-over" : "jb-is-ahead";
        each.classList.remove("jb-is-next", "jb-is-over", "jb-is-ahead");
        each.classList.add(state);
        all(each, "[data-next]").forEach((mark) => show(mark, each === next));
        if (list.dataset.milestones === "next") show(each, each === next);
      }
    }
    for (const list of all(root, "[data-months]")) {
      const ours = [...list.children].filter((each) => each.dataset.month >= today.slice(0, 7));
      const due = daysOf(list).filter(([day]) => day >= today);
      const counted = ours.map((each) =>
        due.reduce((sum, [day, count]) => sum + (day.startsWith(each.dataset.month) ? count : 0), 0));
      const most = Math.max(0, ...counted.slice(0, Number(list.dataset.months)));
      show(list.closest("section"), most > 0);
      for (const each of list.children) {
        const at = ours.indexOf(each);
        show(each, at >= 0 && at < Number(list.dataset.months));
        if (at < 0) continue;
        resize(each.querySelector("i"), counted[at] && counted[at] / most);
        if (counted[at]) write(each.querySelector(".jb-review-year__number"), figure(counted[at]));
        else if (!each.querySelector(".jb-none")) write(each.querySelector(".jb-review-year__number"), "–");
      }
    }
  };

  const update = () => {
    const root = document.querySelector(".jb-body[data-today]");
    const today = localDay();
    if (!root || today <= root.dataset.today) return;
    markDates(root, today);
    recount(root, today);
    arrange(root, today);
    const words = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    for (const each of all(root, "[data-as-of]")) {
      each.dateTime = today;
      write(each, new Date(today).toLocaleDateString(translation.locale, words));
    }
  };

  document.addEventListener("visibilitychange", update);
  onPage(update);
})();
