/* Maps: their tools, the way from card to card, copied links and suggestions for a step. Without it every
   map reads, links, scrolls and prints. Listeners stand on the document, once, so that instant navigation needs nothing
   anew. */
(() => {
  const NOTICE_MS = 2000;
  const TITLE_LENGTH = 80;

  /* Shows the tools, which can do nothing without script. */
  const showTools = () => findAll(document, ".jb-map").forEach((map) => map.classList.add("jb-is-live"));

  /* ---- cards of steps ---- */

  /* Puts a text on the clipboard, as a promise. Portals inside a company are often served over plain http, where
     browsers know but the older way. */
  const copyText = (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
    };
    document.addEventListener("copy", put);
    const copied = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return copied ? Promise.resolve() : Promise.reject();
  };

  /* Copies the address to which a link of this page leads, and says so beside it; what cannot be copied stays a link. */
  const copyAddress = (link) => {
    const notice = link.parentElement.querySelector(".jb-step-card__copied");
    const say = () => {
      history.replaceState(history.state, "", link.hash);
      notice.textContent = _("copied");
      setTimeout(() => (notice.textContent = ""), NOTICE_MS);
    };
    copyText(location.origin + location.pathname + link.hash).then(say, () => (location.hash = link.hash));
  };

  /* Closes the card first, so that the next one is opened by the step's face and gives the focus back to it. */
  const turnCard = (button) => {
    button.closest(".jb-step-card").hidePopover();
    requestAnimationFrame(() => {
      const card = document.getElementById(button.getAttribute("popovertarget"));
      const buttons = findAll(card, ".jb-step-card__buttons button");
      (buttons.find((each) => each.ariaLabel === button.ariaLabel) || buttons.at(-1)).focus();
    });
  };

  const shortened = (title) => {
    const letters = [...title];
    return letters.length > TITLE_LENGTH ? `${letters.slice(0, TITLE_LENGTH - 1).join("")}…` : title;
  };

  const pageForm = () => document.querySelector(".jb-suggest[data-step]");

  /* The address of the form for suggestions, filled in for a step or stage. A page of two hundred steps carries its
     address once. */
  const formAddress = (form, anchor, title) => {
    const values = { step: anchor.replace(/^.*?--[st]-/, ""), title: shortened(title), anchor: `#${anchor}` };
    return form.dataset.step.replace(/\{(step|title|anchor)\}/g, (all, name) => encodeURIComponent(values[name]));
  };

  /* The link of a card to the form; null where the portal has no form. */
  const suggestionLink = (card, anchor) => {
    const form = pageForm();
    if (!form) return null;
    const link = form.cloneNode(true);
    link.className = "jb-step-card__suggest";
    ["data-step", "data-page"].forEach((name) => link.removeAttribute(name));
    link.href = formAddress(form, anchor, card.querySelector(".jb-step-card__title").textContent);
    return link;
  };

  /* The page's own link to the form speaks of the step that the address names. */
  const nameStepInForm = () => {
    const form = pageForm();
    if (!form) return;
    form.dataset.page ||= form.href;
    const anchor = addressedId();
    const heading = /--[st]-/.test(anchor) && document.getElementById(`${anchor}--h`);
    form.href = heading ? formAddress(form, anchor, heading.textContent.trim()) : form.dataset.page;
  };

  /* The content of a step's cells, as terms and descriptions. Its context already names the steps that may come next. */
  const factsOf = (card) => {
    const place = document.getElementById(card.id.replace(/--card$/, ""));
    const cells = findAll(place, ":scope > .jb-cell, :scope > .jb-step--stage > .jb-cell");
    const hidden = card.querySelector(".jb-step-context") ? ".jb-cell--emotion, .jb-cell--image, .jb-cell--next" : ".jb-cell--emotion, .jb-cell--image";
    return cells.filter((cell) => !cell.matches(hidden)).flatMap((cell) => {
      const [label, content] = cell.children;
      const term = make("dt", label.lang ? { lang: label.lang } : "", label.textContent);
      return [term, make("dd", "jb-cell__content", ...content.cloneNode(true).childNodes)];
    });
  };

  const addFacts = (card) => {
    const facts = factsOf(card);
    const evidence = card.querySelector(":scope > dl:not(.jb-step-context)");
    if (evidence) evidence.prepend(...facts);
    else if (facts.length) card.insertBefore(make("dl", "", ...facts), card.querySelector(":scope > .jb-step-prose"));
  };

  /* The buttons to the cards before and after. */
  const addTurnButtons = (card) => {
    const map = card.closest(".jb-map");
    const template = map.querySelector(":scope > .jb-step-card-turns");
    if (!template) return;
    const cards = findAll(map, ":scope > .jb-step-card");
    const at = cards.indexOf(card);
    const buttons = [...template.content.cloneNode(true).children];
    [cards[at - 1], cards[at + 1]].forEach((target, index) => {
      if (target) buttons[index].setAttribute("popovertarget", target.id);
      else buttons[index].remove();
    });
    card.querySelector(".jb-step-card__buttons").prepend(...buttons.filter((each) => each.hasAttribute("popovertarget")));
  };

  const completeLinks = (card) => {
    const line = card.querySelector(".jb-step-card__links");
    const copy = line.querySelector("[data-tool=copy]");
    line.append(make("span", { class: "jb-step-card__copied", role: "status" }));
    copy.lastChild.data = copy.hash.includes("--s-") ? _("Copy a link to this stage") : _("Copy a link to this step");
    const suggestion = suggestionLink(card, copy.hash.slice(1));
    if (suggestion) line.append(suggestion);
  };

  /* Completes a card when it is opened for the first time. */
  const completeCard = (card) => {
    if (card.dataset.ready) return;
    card.dataset.ready = "yes";
    addTurnButtons(card);
    addFacts(card);
    completeLinks(card);
  };

  const onToggle = (event) => {
    if (event.newState !== "open" || !event.target.matches(".jb-map > .jb-step-card")) return;
    completeCard(event.target);
    if (matchMedia("(pointer: coarse)").matches) loadPart("zoom").catch(() => {}); // swipes from card to card
  };

  /* ---- tools ---- */

  const TOOLS = {
    turn: turnCard,
    copy: (link, event) => {
      event.stopPropagation(); // the theme's instant navigation would follow the link
      event.preventDefault();
      copyAddress(link);
    },
  };

  const closeMenusOutside = (target) =>
    findAll(document, ".jb-lane-menu[open]").forEach((menu) => {
      if (!menu.contains(target)) menu.open = false;
    });

  /* Opens the card of a step whose title or cell is clicked. What has a use of its own keeps it, and so does a word that
     somebody selects to copy it. */
  const openCardOf = (event) => {
    const place = event.target.closest(".jb-step__heading, .jb-grid .jb-cell:not(.jb-cell--wide, .jb-cell--map)");
    const used = event.target.closest("a, button, input, label, summary");
    if (!place || (used && !used.matches(".jb-step__heading a")) || !getSelection().isCollapsed) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const title = place.querySelector(":scope > :is(h3, h4, h5, h6) > a"); // it stands in the head of a wide map too
    const anchor = title ? title.hash.slice(1) : place.closest(".jb-step[id], .jb-stage[id]")?.id;
    const card = document.getElementById(`${anchor}--card`);
    if (card && !card.matches(":popover-open")) card.showPopover();
  };

  const onOpen = (event) => {
    if (event.target.closest?.(".jb-map")) openCardOf(event);
  };

  const onClick = (event) => {
    const button = event.target.closest && event.target.closest(".jb-map [data-tool]");
    if (button) TOOLS[button.dataset.tool]?.(button, event);
    closeMenusOutside(event.target);
    if (event.target.closest?.(".jb-suggest")) nameStepInForm(); // copying a link names a step too
  };

  // Caught on their way down: the one does not bubble, the other would reach the theme's instant navigation first.
  document.addEventListener("beforetoggle", onToggle, true);
  document.addEventListener("click", onClick, true);
  document.addEventListener("click", onOpen);
  addEventListener("hashchange", nameStepInForm);
  onPage(showTools);
  onPage(nameStepInForm);
})();
