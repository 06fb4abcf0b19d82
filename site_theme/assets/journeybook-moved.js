// On the page of a former id: on to the present one, with what followed the address. A refresh would lose the anchor.
(() => {
  "use strict";
  const own = document.currentScript.dataset;
  const target = new URL(document.querySelector("link[rel=canonical]").href);
  const old = "#" + own.was + "--";
  target.search = location.search;
  target.hash = location.hash.startsWith(old) ? "#" + own.now + "--" + location.hash.slice(old.length) : location.hash;
  location.replace(target);
})();
