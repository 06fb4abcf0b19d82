// Runs before the page is drawn: what the theme's own script expects to find, and the colours of the last visit.
// Names with two underscores are the theme's.
var __md_scope, __md_hash, __md_get, __md_set;

(() => {
  "use strict";
  const own = document.currentScript.dataset;

  __md_scope = new URL(own.scope, location);
  __md_hash = (text) => [...text].reduce((hash, sign) => (hash << 5) - hash + sign.charCodeAt(0), 0);
  __md_get = (key, storage = localStorage, scope = __md_scope) => {
    try {
      return JSON.parse(storage.getItem(scope.pathname + "." + key));
    } catch {
      return null; // storage is switched off, or holds something else
    }
  };
  __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
    try {
      storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
    } catch {
      // storage is full or switched off: the choice lasts as long as the page
    }
  };

  const named = (text) => {
    const [scheme, primary, accent] = (text || "").split(" ");
    return scheme && { scheme, primary, accent };
  };
  const system = () => named(matchMedia("(prefers-color-scheme: dark)").matches ? own.dark : own.light);

  const paint = () => {
    const kept = __md_get("__palette");
    const follows = !kept || !kept.color || kept.color.media === "(prefers-color-scheme)";
    const colours = follows ? system() : kept.color;
    for (const name of ["scheme", "primary", "accent"]) {
      if (colours && colours[name]) document.body.setAttribute("data-md-color-" + name, colours[name]);
    }
  };

  // The body is not there yet; the first moment in which it is comes before anything is drawn.
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    paint();
  }).observe(document.documentElement, { childList: true });
})();
