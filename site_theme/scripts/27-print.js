/* Maps on paper: a summary on one sheet, the stages in the largest type that fits, or the whole map as a poster. */
(() => {
  const { deckOf, copyOf, lanesIn, titleSlide, stageSlide, stepSlide, fitIn, partsThatFit } = offered.slides;

  /* The sizes that are tried, in tenths of 10.2 points; the smallest type on a slide then has 7. */
  const SIZES = [16, 15, 14, 13, 12, 11, 10];

  /* The sheets while they are printed; they lie behind the page while they are fitted. */
  const makeSheets = () => {
    const body = make("div", "jb-body");
    const sheets = make("div", { class: "jb-sheets md-typeset", "aria-hidden": "true" }, body);
    document.body.append(sheets);
    return { sheets, body };
  };

  const fits = (frame) => !frame.firstElementChild.classList.contains("jb-is-over");

  const addSheet = (body, slide) => {
    const frame = make("div", "jb-sheet");
    body.append(frame);
    const look = slide.className;
    fitIn(frame, slide, SIZES);
    const curve = slide.querySelector(":scope > .jb-present__curve");
    if (!fits(frame) && curve) {
      // The words of a step come before the curve of its stage, which other sheets show.
      curve.remove();
      slide.className = look;
      fitIn(frame, slide, SIZES);
    }
    return frame;
  };

  const addSummary = (body, deck) => {
    const slide = titleSlide(deck);
    const glance = deck.root.querySelector(".jb-glance");
    if (glance) slide.querySelector(".jb-present__link").before(copyOf(glance));
    return addSheet(body, slide);
  };

  const addStages = (body, deck) => {
    const trial = addSheet(body, make("section", "jb-map jb-present__box"));
    for (const stage of deck.stages) {
      const parts = partsThatFit(stage, (steps) => {
        fitIn(trial, stageSlide(deck, stage, steps), SIZES);
        return fits(trial);
      });
      for (const steps of parts) {
        const isAlone = steps.length === 1 && stage.steps.length > 1;
        addSheet(body, isAlone ? stepSlide(deck, stage, steps[0]) : stageSlide(deck, stage, steps));
      }
    }
    trial.remove();
  };

  /* Prints what `fill` puts on sheets, and takes them away after it. */
  const printSheets = (map, fill) => {
    const deck = deckOf(document, map, location.href);
    deck.lanes = lanesIn(deck, {});
    const { sheets, body } = makeSheets();
    fill(body, deck);
    addEventListener("afterprint", () => sheets.remove(), { once: true });
    print();
  };

  const CHOICES = [
    [() => _("Summary on one sheet"), (map) => printSheets(map, addSummary)],
    [
      () => _("Stage by stage"),
      (map) =>
        printSheets(map, (body, deck) => {
          addSummary(body, deck);
          addStages(body, deck);
        }),
    ],
    [() => _("Poster: the whole map on one large sheet"), () => print()],
  ];

  /* Asks what to print of a map. */
  offered.printMap = (button) => {
    const map = button.closest(".jb-map");
    const close = make("button", { type: "button" }, _("Cancel"));
    const dialog = make("dialog", { class: "jb-print", "aria-label": _("Print") }, make("p", "jb-print__title", _("Print")));
    CHOICES.forEach(([words, run]) => {
      const choice = make("button", { type: "button", class: "jb-print__choice" }, words());
      choice.addEventListener("click", () => {
        dialog.close();
        run(map);
      });
      dialog.append(choice);
    });
    dialog.append(make("p", "jb-print__note", _("Sheets have the lanes that are shown. Fewer lanes give larger type.")), close);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      button.focus();
    });
    map.after(dialog);
    dialog.showModal();
  };
})();
