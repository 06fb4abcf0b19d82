/* Pages are written as on the day of the build, `builtDay` (site/scripts.py). This brings them to the reader's day, or
   leaves them as they are where the reader's clock is behind the build's.

   [data-due]              a date; `jb-is-late` is set from the day after, and `data-late` are then its words, `{}` in them the date.
                           With data-soon, `jb-is-soon` is set so many days before
   [data-days]             dates with how often each occurs: "2026-09-12 2026-10-01:3". Inside of it, or on it:
     [data-due-count=name]     the number of dates that are `late`, `soon` (within data-soon days), `later`, `waiting` (late, soon
                           and the data-never that have no date) or `beyond` (waiting after the first data-most);
                           with data-forms its text in each form of the plural, with data-zero what stands in the place of 0
     [data-due-share=name]     the same as a share of data-of
     [data-due-bar]            the part of a bar that is `late`, or the `rest` of data-whole
   [data-due-when=name]        shown where the date is late, or the number is not 0; `no-name` is the opposite
   [data-agenda=name]      a list in the order late, never looked at, dated; of those that are `soon`, `later` or `all`, no more
                           than data-most
   [data-late-first]       what is late comes first in it
   [data-milestones]       the first date that is not over is next; with `next` only that one is shown
   [data-months]           so many months from this one on, with the number of dates in each; its section only where there is one */
(() => {
  const DAY_MS = 86400000;

  /* ---- days ---- */

  /* How many days after `today` a day is; less than 0 for one that is past. */
  const daysAhead = (day, today) => (Date.parse(day) - Date.parse(today)) / DAY_MS;

  /* The dates of a [data-days], each with how often it occurs. */
  const countedDays = (element) =>
    element.dataset.days.split(" ").filter(Boolean).map((each) => {
      const [day, count] = each.split(":");
      return [day, Number(count || 1)];
    });

  /* How many dates of a [data-days] are late, soon, later, waiting and beyond. */
  const tallyOf = (element, today) => {
    const { soon = 0, never = 0, most = 0 } = element.dataset;
    const tally = { late: 0, soon: 0, later: 0 };
    for (const [day, count] of countedDays(element)) {
      const left = daysAhead(day, today);
      tally[left < 0 ? "late" : left <= Number(soon) ? "soon" : "later"] += count;
    }
    tally.waiting = tally.late + tally.soon + Number(never);
    tally.beyond = Math.max(0, tally.waiting - Number(most));
    return tally;
  };

  /* ---- what is changed ---- */

  /* The width of a bar in whole percent: 0 and 100 are kept for nothing and all. */
  const barWidth = (share) => {
    if (share <= 0) return 0;
    return share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(100 * share)));
  };

  const setBar = (bar, share) => {
    bar.className = bar.className.replace(/\bjb-w-\d+/, `jb-w-${barWidth(share)}`);
    setShown(bar, share > 0);
  };

  /* Brings the children of a list into an order; those that stand right are not moved. */
  const setOrder = (list, children) =>
    children.forEach((child, at) => {
      if (list.children[at] !== child) list.insertBefore(child, list.children[at]);
    });

  /* The words around a date, from a text in which `{}` stands for it: the spans before and behind its <time>. */
  const setWords = (element, words) => {
    const [before, after = ""] = words.split("{}");
    const time = element.querySelector("time");
    setText(time.previousElementSibling, before.trim());
    if (after.trim() && !time.nextElementSibling) time.after(" ", make("span"));
    if (time.nextElementSibling) setText(time.nextElementSibling, after.trim());
  };

  const markDate = (element, today) => {
    const left = daysAhead(element.dataset.due, today);
    const { late, soon } = element.dataset;
    if (late) {
      element.classList.toggle("jb-is-late", left < 0);
      if (left < 0) setWords(element, late);
    }
    if (soon) element.classList.toggle("jb-is-soon", left >= 0 && left <= Number(soon));
  };

  const setCount = (element, number) => {
    const { forms, zero, alarm } = element.dataset;
    if (zero && !number) setText(element, zero);
    else setText(element, forms ? countText(JSON.parse(forms), number) : figure(number));
    if (alarm !== undefined) element.classList.toggle("jb-is-late", number > 0);
  };

  /* Everything that follows from the numbers of late and coming dates. */
  const updateCounts = (root, today) => {
    const tallies = new Map();
    const tallyAround = (element) => {
      const owner = element.closest("[data-days]");
      if (!tallies.has(owner)) tallies.set(owner, tallyOf(owner, today));
      return [tallies.get(owner), owner.dataset];
    };
    for (const element of findAll(root, "[data-due-count]")) {
      setCount(element, tallyAround(element)[0][element.dataset.dueCount]);
    }
    for (const element of findAll(root, "[data-due-share]")) {
      const [tally, data] = tallyAround(element);
      setText(element, percent(tally[element.dataset.dueShare] / data.of));
    }
    for (const bar of findAll(root, "[data-due-bar]")) {
      const [{ late }, data] = tallyAround(bar);
      setBar(bar, (bar.dataset.dueBar === "late" ? late : data.whole - late) / data.of);
    }
    for (const element of findAll(root, "[data-due-when]")) {
      const condition = element.dataset.dueWhen;
      const name = condition.replace(/^no-/, "");
      const { due, days } = element.closest("[data-due], [data-days]").dataset;
      const holds = days === undefined ? daysAhead(due, today) < 0 : tallyAround(element)[0][name] > 0;
      setShown(element, holds === (name === condition));
    }
  };

  /* The places of an agenda: a heading, what is late, never looked at, soon, later, and what has no date. */
  const PLACE = { heading: -1, late: 0, never: 1, soon: 2, later: 3, undated: 4 };
  const LAST_PLACE = { soon: PLACE.soon, later: PLACE.later, all: PLACE.undated };

  const placeOf = (entry, soon, today) => {
    const date = entry.querySelector("[data-due]");
    if (date) {
      const left = daysAhead(date.dataset.due, today);
      const place = left < 0 ? PLACE.late : left <= Number(soon) ? PLACE.soon : PLACE.later;
      return { entry, place, day: date.dataset.due };
    }
    if (entry.querySelector("[scope=rowgroup]")) return { entry, place: PLACE.heading, day: "" };
    return { entry, place: entry.querySelector(".jb-due--never") ? PLACE.never : PLACE.undated, day: "" };
  };

  const arrangeAgenda = (list, today) => {
    const { soon, most = Infinity } = list.closest("[data-days]").dataset;
    const places = [...list.children].map((entry) => placeOf(entry, soon, today));
    places.sort((a, b) => a.place - b.place || (a.day > b.day) - (a.day < b.day));
    setOrder(list, places.map(({ entry }) => entry));
    const last = LAST_PLACE[list.dataset.agenda];
    places.forEach(({ entry, place }, at) => setShown(entry, at < Number(most) && place <= last));
  };

  const putLateFirst = (list) =>
    setOrder(list, [...list.children].filter((each) => each.querySelector(".jb-is-late[data-due]")));

  const markMilestones = (list, today) => {
    const milestones = findAll(list, "[data-due]");
    const next = milestones.find((each) => daysAhead(each.dataset.due, today) >= 0);
    for (const each of milestones) {
      each.classList.toggle("jb-is-next", each === next);
      each.classList.toggle("jb-is-over", each !== next && daysAhead(each.dataset.due, today) < 0);
      findAll(each, "[data-next]").forEach((mark) => setShown(mark, each === next));
      if (list.dataset.milestones === "next") setShown(each, each === next);
    }
  };

  const setMonth = (item, count, most) => {
    setBar(item.querySelector("i"), count && count / most);
    const number = item.querySelector(".jb-review-year__number");
    if (count) setText(number, figure(count));
    else if (!item.querySelector(".jb-none")) setText(number, "–");
  };

  /* The bars of a year: they begin with this month, and the fullest one is as long as there is room. */
  const shiftMonths = (list, today) => {
    const number = Number(list.dataset.months);
    const months = [...list.children].filter((each) => each.dataset.month >= today.slice(0, 7)).slice(0, number);
    const due = countedDays(list).filter(([day]) => day >= today);
    const counts = months.map(({ dataset }) =>
      due.reduce((sum, [day, count]) => sum + (day.startsWith(dataset.month) ? count : 0), 0),
    );
    const most = Math.max(0, ...counts);
    setShown(list.closest("section"), most > 0);
    for (const each of list.children) setShown(each, months.includes(each));
    months.forEach((each, at) => setMonth(each, counts[at], most));
  };

  /* "As of" says the day for which the rest is now true; in French the first of a month is an ordinal, as in i18n/formats.py. */
  const setAsOf = (time, today) => {
    const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    time.dateTime = today;
    const words = new Date(today).toLocaleDateString(translation.locale, form);
    setText(time, /^fr\b/.test(translation.locale) ? words.replace(/^1(?= )/, "1er") : words);
  };

  const update = () => {
    const root = document.body;
    const today = readersDay();
    if (!builtDay || today <= builtDay) return;
    findAll(root, "[data-due]").forEach((each) => markDate(each, today));
    updateCounts(root, today);
    findAll(root, "[data-agenda]").forEach((each) => arrangeAgenda(each, today));
    findAll(root, "[data-late-first]").forEach(putLateFirst);
    findAll(root, "[data-milestones]").forEach((each) => markMilestones(each, today));
    findAll(root, "[data-months]").forEach((each) => shiftMonths(each, today));
    findAll(root, "[data-as-of]").forEach((each) => setAsOf(each, today));
  };

  offered.judgedDay = () => (builtDay && readersDay() > builtDay ? readersDay() : builtDay);

  document.addEventListener("visibilitychange", update);
  onPage(update);
})();
