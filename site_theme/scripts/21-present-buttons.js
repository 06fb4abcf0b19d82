/* The buttons that begin a presentation, and the parts of the script that show it, fetched when one is pressed. */
(() => {
  const onClick = (event) => {
    const button = event.target.closest && event.target.closest(".jb-map [data-tool=present], button[data-present]");
    if (button) {
      const present = () => (button.dataset.present === undefined ? offered.presentMap(button) : offered.presentPages(button));
      loadPart("slides").then(() => loadPart("present")).then(present, () => {});
    }
  };

  document.addEventListener("click", onClick);
  // Without script they can do nothing and stay hidden.
  onPage(() => findAll(document, "button[data-present]").forEach((button) => setShown(button, true)));
})();
