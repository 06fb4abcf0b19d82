// The shell: what the theme's inline scripts did, done from a file so that pages run under `script-src 'self'`.
(() => {
  // A link to a tab of a tabbed block opens that tab.
  const openLinkedTab = () => {
    const target = document.getElementById(addressedId());
    if (target && target.name && target.name.startsWith("__tabbed_")) target.checked = true;
  };

  // The theme's instant navigation compares paths alone: of a link to the page that is open with another query, such as
  // the catalogue with a filter, it would change the address and show the page as it was. The browser loads it instead.
  addEventListener(
    "click",
    (event) => {
      const link = event.target.closest && event.target.closest("a[href]");
      if (!link || link.origin !== location.origin || link.pathname !== location.pathname) return;
      if (link.search !== location.search) event.stopPropagation();
    },
    true,
  );

  // An announcement that the reader has put away stays away.
  const hideReadAnnouncement = () => {
    const announcement = document.querySelector("[data-md-component=announce]");
    const words = announcement && announcement.querySelector(".md-typeset");
    if (words && __md_hash(words.innerHTML) === __md_get("__announce")) announcement.hidden = true;
  };

  // On narrow screens the tab of the reader's place may lie outside of the row.
  const showActiveTab = () => {
    const active = document.querySelector(".jb-tabs .md-tabs__item--active");
    const row = active && active.closest(".md-tabs__list");
    if (row && row.scrollWidth > row.clientWidth) row.scrollLeft += active.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
  };

  // The menu opens by a label, which works without script but not by keyboard: a button takes its place.
  const menu = document.querySelector("label.jb-header__menu");
  const drawer = document.getElementById("__drawer");
  if (menu && drawer) {
    const button = make("button", {
      type: "button",
      class: menu.className,
      "aria-label": menu.getAttribute("aria-label"),
    });
    const tell = () => button.setAttribute("aria-expanded", String(drawer.checked));
    tell();
    button.append(...menu.childNodes);
    button.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", tell);
    menu.replaceWith(button);
  }

  onPage(() => {
    try {
      openLinkedTab();
    } catch {
      // an address with a broken escape names no tab
    }
    hideReadAnnouncement();
    showActiveTab();
  });
})();
