/* The buttons that present or print a map, and the parts of the script for it, fetched when one is pressed. */
(() => {
  const BUTTONS = {
    ".jb-map [data-tool=present]": ["present", (button) => offered.presentMap(button)],
    "button[data-present]": ["present", (button) => offered.presentPages(button)],
    ".jb-map--whole [data-tool=print]": ["print", (button) => offered.printMap(button)],
  };

  const onClick = (event) => {
    for (const [selector, [part, run]] of Object.entries(BUTTONS)) {
      const button = event.target.closest?.(selector);
      if (button) loadPart("slides").then(() => loadPart(part)).then(() => run(button), () => {});
    }
  };

  document.addEventListener("click", onClick);
  // Without script they can do nothing and stay hidden.
  onPage(() => findAll(document, "button[data-present]").forEach((button) => setShown(button, true)));
})();
