/* A map on a phone: stages that fold, and one step at a time, by swipes from card to card. Fetched when somebody folds
   a stage or opens a card by touch. */
(() => {
  const SWIPE_PX = 60;
  const FOLDED = "jb-is-folded";

  /* ---- folding ---- */

  const foldButton = (stage) => stage.querySelector(":scope > .jb-stage__heading > .jb-stage__fold");

  const setFolded = (stage, folded) => {
    stage.classList.toggle(FOLDED, folded);
    foldButton(stage)?.setAttribute("aria-expanded", String(!folded));
  };

  const foldStage = (button) => {
    const stage = button.closest(".jb-stage");
    setFolded(stage, !stage.classList.contains(FOLDED));
  };

  /* Folds all stages; opens all where all are folded. */
  const foldAll = (button) => {
    const stages = findAll(button.closest(".jb-map"), ".jb-map__scroller .jb-stage");
    const folded = !stages.every((stage) => stage.classList.contains(FOLDED));
    stages.forEach((stage) => setFolded(stage, folded));
    button.setAttribute("aria-pressed", String(folded));
  };

  /* Opens the stage to which, or into which, the address leads. */
  const unfoldTarget = () => {
    const target = document.getElementById(addressedId());
    const stage = target?.closest(`.jb-stage.${FOLDED}`);
    if (!stage) return;
    setFolded(stage, false);
    target.scrollIntoView();
  };

  /* ---- one step at a time ---- */

  const cardsOf = (map) => findAll(map, ":scope > .jb-step-card");

  const placeOf = (card) => document.getElementById(card.id.replace(/--card$/, ""));

  /* Opens the card of the first step that is in the window, or of the first of all. */
  const showSteps = (button) => {
    const cards = cardsOf(button.closest(".jb-map"));
    const isInWindow = (card) => {
      const box = placeOf(card)?.getBoundingClientRect();
      return box && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    };
    (cards.find(isInWindow) || cards[0])?.showPopover();
  };

  /* The button of a card that leads to the one before (-1) or after (1). */
  const turnButton = (card, way) => {
    const cards = cardsOf(card.closest(".jb-map"));
    const target = cards[cards.indexOf(card) + way];
    return target && card.querySelector(`.jb-step-card__buttons [popovertarget="${target.id}"]`);
  };

  let start = null; // where one finger touched a card
  const onStart = (event) => {
    const card = event.target.closest?.(".jb-map > .jb-step-card");
    const isAlone = card && event.touches.length === 1 && !event.target.closest("pre, table"); // these scroll sideways
    start = isAlone ? { card, x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
  };

  const onEnd = (event) => {
    if (!start) return;
    const { card, x, y } = start;
    start = null;
    const [across, down] = [event.changedTouches[0].clientX - x, event.changedTouches[0].clientY - y];
    if (Math.abs(across) < SWIPE_PX || Math.abs(across) < 2 * Math.abs(down) || !getSelection().isCollapsed) return;
    const isOn = across < 0 === (card.closest(".jb-map").dir !== "rtl");
    turnButton(card, isOn ? 1 : -1)?.click();
  };

  document.addEventListener("touchstart", onStart, { passive: true });
  document.addEventListener("touchend", onEnd, { passive: true });
  addEventListener("hashchange", unfoldTarget);
  offered.phone = { foldStage, foldAll, showSteps };
})();
