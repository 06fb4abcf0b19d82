/* Notes on a reading path: a field at each stop, kept in this browser alone, and all of them as a text to hand in. */
(() => {
  const NOTICE_MS = 3000;
  const LINES = 3;
  const keyOf = () => `jb-path-notes:${location.pathname.replace(/index\.html$/, "")}`;

  const unsaved = new Map(); // what a browser that stores nothing knows until the page is left

  const loadNotes = () => {
    try {
      return JSON.parse(localStorage.getItem(keyOf())) || {};
    } catch {
      return unsaved.get(keyOf()) || {};
    }
  };

  const saveNotes = (notes) => {
    unsaved.set(keyOf(), notes);
    try {
      if (Object.keys(notes).length) localStorage.setItem(keyOf(), JSON.stringify(notes));
      else localStorage.removeItem(keyOf());
    } catch {
      // a browser that keeps nothing still hands in what is on the page
    }
  };

  const textOf = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  const fieldOf = (stop) => stop.querySelector(".jb-path-note-field");

  /* Everything as plain text: the path, then each stop with its question, the note, and whether it was read. */
  const textToHandIn = (article) => {
    const stops = findAll(article, ".jb-path-stop").map((stop, at) => {
      const isRead = stop.querySelector(".jb-path-read")?.checked;
      const title = textOf(stop.querySelector(".jb-path-go, .jb-path-stop__title bdi"));
      const lines = [
        `${at + 1}. ${title}${isRead ? ` (${_("read")})` : ""}`,
        textOf(stop.querySelector(".jb-path-stop__ask span")),
        fieldOf(stop).value.trim(),
      ];
      return lines.filter(Boolean).join("\n");
    });
    return [textOf(article.querySelector("h1")), location.href.split("#")[0], "", stops.join("\n\n"), ""].join("\n");
  };

  const addField = (stop, notes) => {
    const { read } = stop.dataset;
    const field = make("textarea", { class: "jb-path-note-field", rows: LINES, dir: "auto" });
    field.value = typeof notes[read] === "string" ? notes[read] : "";
    field.addEventListener("input", () => {
      const { [read]: before, ...others } = loadNotes();
      saveNotes(field.value.trim() ? { ...others, [read]: field.value } : others);
    });
    const words = make("span", "", _("Your notes"), make("span", "jb-sr-only", `: ${textOf(stop.querySelector(".jb-path-go, bdi"))}`));
    const details = make("details", "jb-path-notes", make("summary", "", words), field);
    field.setAttribute("aria-label", textOf(words));
    details.open = field.value !== "" || stop.querySelector(".jb-path-stop__ask") !== null;
    stop.querySelector(".jb-path-stop__main").append(details);
  };

  const addHandIn = (article) => {
    const text = make("textarea", { class: "jb-path-hand-in__text", rows: 8, readonly: "", dir: "auto", "aria-label": _("Your notes as text"), hidden: "" });
    const status = make("span", { role: "status" });
    const button = make("button", { type: "button", class: "jb-present-button" }, _("Copy my notes as text"));
    button.addEventListener("click", () => {
      text.value = textToHandIn(article);
      setShown(text, true);
      text.select();
      const copied = navigator.clipboard ? navigator.clipboard.writeText(text.value) : Promise.reject(new Error("no clipboard"));
      copied.then(
        () => {
          status.textContent = _("copied");
          setTimeout(() => (status.textContent = ""), NOTICE_MS);
        },
        () => (status.textContent = _("Select and copy the text below.")),
      );
    });
    const lead = _("Your notes stay in this browser. To hand them in, copy them into a mail, a ticket or a page.");
    article.append(make("section", "jb-path-hand-in", make("h2", "jb-heading-2", _("Hand in")), make("p", "jb-note", lead), make("p", "", button, " ", status), text));
  };

  const prepare = (article) => {
    const stops = findAll(article, ".jb-path-stop");
    if (!stops.length || article.querySelector(".jb-path-hand-in")) return;
    const notes = loadNotes();
    stops.forEach((stop) => addField(stop, notes));
    addHandIn(article);
  };

  onPage(() => findAll(document, ".jb-path[data-path]").forEach(prepare));
})();
