/* The card of a link to a person, team, word, map or source: shown while the pointer or the focus is on the link or the
   pointer on the card, put away by Escape. The cards are in one file of the site, those of many maps in several
   (pages/link_cards/card_files.py). */
(() => {
  const WAIT_MS = 350; // before a card opens under the pointer
  const GRACE_MS = 250; // to get from the link to its card
  const ID = "jb-link-card";
  const root = new URL("..", ownAddress);

  const files = new Map();
  const fetchFile = (name) => {
    if (!files.has(name)) {
      const asked = fetch(new URL(name, root)).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));
      asked.catch(() => files.delete(name));
      files.set(name, asked);
    }
    return files.get(name);
  };

  /* The number of the file with the card of a map, as `part_of` of card_files.py. */
  const partOf = (address, parts) => [...address].reduce((sum, each) => sum + each.codePointAt(0), 0) % parts;

  /* The card of a link; undefined where it has none. */
  const cardOf = async (link) => {
    const path = decodeURIComponent(link.pathname.slice(root.pathname.length)).replace(/index\.html$/, "");
    const first = await fetchFile("link-cards.json");
    const found = first.cards[path + link.hash] || first.cards[path];
    if (found || !first.maps || !link.pathname.includes("/journeys/")) return found;
    return (await fetchFile(`link-cards-${partOf(path, first.maps)}.json`)).cards[path];
  };

  let shown = null; // {link, element}
  let wanted = null; // the link whose card is on its way
  let opening = 0;
  let closing = 0;

  const hide = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    wanted = null;
    if (!shown) return;
    shown.link.removeAttribute("aria-describedby");
    shown.element.remove();
    shown = null;
  };

  const hideSoon = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    closing = setTimeout(hide, GRACE_MS);
  };

  const draw = ([kind, title, text, facts]) =>
    make("div", { class: "jb-link-card", id: ID, role: "tooltip" },
      make("p", "jb-link-card__kind", kind),
      make("p", { class: "jb-link-card__title", dir: "auto" }, title),
      text && make("p", { dir: "auto" }, text),
      facts.length ? make("dl", "", facts.map(([label, value]) => make("div", "", make("dt", "", label), make("dd", { dir: "auto" }, value)))) : null);

  /* Puts a card below its link, above it in the lower half of the window; places are classes, in percent of the window. */
  const place = (card, link) => {
    const box = [...link.getClientRects()][0] || link.getBoundingClientRect();
    const isRightToLeft = getComputedStyle(document.documentElement).direction === "rtl";
    const start = isRightToLeft ? innerWidth - box.right : box.left;
    const most = Math.floor(100 - (100 * (card.offsetWidth + 8)) / innerWidth);
    const isAbove = box.top > innerHeight / 2;
    const across = Math.max(0, Math.min(most, Math.round((100 * start) / innerWidth)));
    const down = isAbove ? Math.floor((100 * box.top) / innerHeight) : Math.ceil((100 * box.bottom) / innerHeight);
    card.className = "jb-link-card";
    card.classList.add(`jb-x-${across}`, `jb-y-${Math.max(0, Math.min(100, down))}`);
    card.classList.toggle("jb-link-card--above", isAbove);
  };

  const show = async (link) => {
    wanted = link;
    const card = await cardOf(link).catch(() => undefined);
    if (wanted !== link || !link.isConnected) return; // the reader has gone on
    hide();
    if (!card) return;
    const element = draw(card);
    const frame = make("div", "md-typeset jb-link-cards", make("div", "jb-body", element));
    document.body.append(frame);
    place(element, link);
    link.setAttribute("aria-describedby", ID);
    shown = { link, element: frame };
    element.addEventListener("pointerenter", () => clearTimeout(closing));
    element.addEventListener("pointerleave", hideSoon);
  };

  offered.showLinkCard = (link, isWaiting) => {
    clearTimeout(closing);
    if (shown && shown.link === link) return;
    clearTimeout(opening);
    link.addEventListener("pointerleave", hideSoon, { once: true });
    link.addEventListener("blur", hide, { once: true });
    link.addEventListener("click", hide, { once: true });
    // Whoever has gone on while this part was fetched sees nothing.
    if (isWaiting) opening = setTimeout(() => link.matches(":hover") && show(link), WAIT_MS);
    else if (link === document.activeElement) show(link);
  };

  // Before others hear of the key, so that it closes the card of the focused link and nothing else. A card that only the
  // pointer opened is no step of what the keyboard does.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !shown) return;
      if (shown.link === document.activeElement) event.stopPropagation();
      hide();
    },
    true,
  );
  addEventListener("resize", hide);
  // Who tabs to a link below the window scrolls there: the card goes along. That of the pointer goes away.
  const onScroll = (event) => {
    if (!shown || !event.target.contains(shown.link)) return;
    if (shown.link === document.activeElement) place(shown.element.querySelector(".jb-link-card"), shown.link);
    else hide();
  };
  document.addEventListener("scroll", onScroll, { capture: true, passive: true });
  onPage(hide);
})();
