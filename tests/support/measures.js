// Measures of a page that a person would call broken: text cut off, text over text, a page that scrolls sideways.
// Evaluates to an object of functions, each of which gives a list of sentences; `changedInks` gives elements.
(() => {
  const where = (element) => {
    const path = [];
    for (let at = element; at && at.localName !== "body" && path.length < 3; at = at.parentElement) {
      const name = at.getAttribute("class");
      path.unshift(at.localName + (at.id ? "#" + at.id : "") + (name ? "." + name.trim().split(/\s+/).join(".") : ""));
    }
    return path.join(" > ");
  };
  const quote = (text) => JSON.stringify(text.trim().replace(/\s+/g, " ").slice(0, 40));
  const boxes = new Map();
  const box = (element) => {
    if (!boxes.has(element)) boxes.set(element, element.getBoundingClientRect());
    return boxes.get(element);
  };
  const styles = new Map();
  const style = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const forReadersOfSound = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { clipPath, position } = style(at);
      if (clipPath.startsWith("inset(50%") || (position === "absolute" && box(at).width <= 1.5)) return true;
    }
    return false;
  };
  // The theme's drawers wait outside the window; what they hold is the theme's affair.
  const DRAWERS = ".md-sidebar, .md-dialog, .md-top";
  const seen = () => {
    boxes.clear();
    styles.clear();
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("script,style,template,title,desc,select,textarea")) continue;
      if (parent.closest(DRAWERS)) continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (forReadersOfSound(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0.5 && rect.height > 0.5);
      if (rects.length) found.push({ node, parent, rects });
    }
    return found;
  };
  const scrolls = (value) => value === "auto" || value === "scroll";
  const hides = (value) => value === "hidden" || value === "clip";

  const clippedTexts = () => {
    const found = [];
    for (const { node, parent, rects } of seen()) {
      if (parent.closest(".jb-map__head")) continue; // a copy of the map's titles, which follows the map sideways
      const left = Math.min(...rects.map((rect) => rect.left));
      const right = Math.max(...rects.map((rect) => rect.right));
      const top = Math.min(...rects.map((rect) => rect.top + rect.height * 0.2));
      const bottom = Math.max(...rects.map((rect) => rect.bottom - rect.height * 0.2));
      let flowing = true;
      for (let at = parent; at && at.localName !== "body"; at = at.parentElement) {
        const its = style(at);
        if (its.display === "inline" || its.display === "contents") continue;
        const around = box(at);
        const sticksOut = left < around.left - 1.5 || right > around.right + 1.5;
        if (hides(its.overflowX) && sticksOut) {
          found.push(`${quote(node.data)} is cut off at the side by ${where(at)}`);
          break;
        }
        if (hides(its.overflowY) && (top < around.top - 1.5 || bottom > around.bottom + 1.5)) {
          found.push(`${quote(node.data)} is cut off above or below by ${where(at)}`);
          break;
        }
        if (scrolls(its.overflowX)) break;
        if (flowing && sticksOut) {
          found.push(`${quote(node.data)} sticks out of ${where(at)} by ${Math.ceil(Math.max(around.left - left, right - around.right))} px`);
          break;
        }
        if (its.position === "absolute" || its.position === "fixed") flowing = false;
      }
    }
    return found;
  };

  // The nearest box around an element that scrolls or hides, with the part of it that can be seen on the page.
  const windows = new Map();
  const windowOf = (element) => {
    let at = element;
    while (at && at.localName !== "body" && !(scrolls(style(at).overflowY) || hides(style(at).overflowY))) at = at.parentElement;
    if (!at || at.localName === "body") return null;
    if (!windows.has(at)) {
      const own = box(at);
      const around = at.parentElement && windowOf(at.parentElement);
      const shown = { left: own.left, right: own.right, top: own.top, bottom: own.bottom };
      windows.set(at, { shown: around ? cut(shown, around.shown) : shown });
    }
    return windows.get(at);
  };
  const cut = (rect, frame) => ({
    left: Math.max(rect.left, frame.left),
    right: Math.min(rect.right, frame.right),
    top: Math.max(rect.top, frame.top),
    bottom: Math.min(rect.bottom, frame.bottom),
  });
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  const overlappingTexts = () => {
    const all = [];
    windows.clear();
    for (const { node, parent, rects } of seen()) {
      const frame = windowOf(parent);
      for (const rect of rects) {
        // A line's box is taller than its letters; the middle of it is what would collide.
        const raw = { left: rect.left + 1, right: rect.right - 1, top: rect.top + rect.height * 0.22, bottom: rect.bottom - rect.height * 0.22 };
        all.push({ node, parent, frame, raw, shown: frame ? cut(raw, frame.shown) : raw });
      }
    }
    all.sort((a, b) => a.raw.top - b.raw.top);
    const found = new Set();
    for (let i = 0; i < all.length; i += 1) {
      for (let j = i + 1; j < all.length && all[j].raw.top < all[i].raw.bottom; j += 1) {
        const [a, b] = [all[i], all[j]];
        // Two texts of one scroller collide wherever it stands; others only where both can be seen.
        if (a.node !== b.node && (a.frame === b.frame ? meet(a.raw, b.raw) : meet(a.shown, b.shown))) {
          found.add(`${quote(a.node.data)} in ${where(a.parent)} lies over ${quote(b.node.data)} in ${where(b.parent)}`);
        }
      }
    }
    return [...found];
  };

  const sidewaysScroll = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const around = element.getBoundingClientRect();
      if (around.right <= width + 0.5 || !element.checkVisibility()) return false;
      for (let at = element.parentElement; at && at.localName !== "body"; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== "visible") return false;
      }
      return true;
    });
    return [`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}: ${wide.slice(0, 3).map(where).join(", ")}`];
  };

  const doubleIds = () => {
    const count = new Map();
    for (const element of document.querySelectorAll("[id]")) count.set(element.id, (count.get(element.id) || 0) + 1);
    return [...count].filter(([, n]) => n > 1).map(([id, n]) => `the id ${id} stands ${n} times`);
  };

  const overlappingBoxes = (selector) => {
    const all = [...document.querySelectorAll(selector)]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, rect: element.getBoundingClientRect() }))
      .filter(({ rect }) => rect.width > 1 && rect.height > 1)
      .sort((a, b) => a.rect.top - b.rect.top);
    const found = [];
    for (let i = 0; i < all.length; i += 1) {
      for (let j = i + 1; j < all.length && all[j].rect.top < all[i].rect.bottom - 1; j += 1) {
        const [a, b] = [all[i], all[j]];
        if (a.rect.left < b.rect.right - 1 && b.rect.left < a.rect.right - 1) {
          found.push(`${where(a.element)} lies over ${where(b.element)}`);
        }
      }
    }
    return found;
  };

  const outside = (inner, outer) => {
    const frame = document.querySelector(outer);
    if (!frame) return [`there is no ${outer}`];
    const around = frame.getBoundingClientRect();
    return [...document.querySelectorAll(inner)]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const rect = element.getBoundingClientRect();
        return rect.left < around.left - 1 || rect.right > around.right + 1 || rect.top < around.top - 1 || rect.bottom > around.bottom + 1;
      })
      .map((element) => `${where(element)} sticks out of ${outer}`);
  };

  // All that decides whether an element's text stands out from its ground: its letters, and every ground up to the page's.
  const ink = (element, grounds) => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(element);
    return [color, fontSize, fontWeight, textDecorationLine, textShadow, ground(element, grounds)].join();
  };
  const ground = (element, grounds) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter, position } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter, position].join();
      grounds.set(element, `${own};${ground(element.parentElement, grounds)}`);
    }
    return grounds.get(element);
  };

  // Elements with words of their own whose ink or ground is another than at the last call on this page, or that were
  // hidden then, one for all that are alike in name, class, ink and grounds; the whole page at the first call.
  const changedInks = () => {
    const before = window.__inks;
    const grounds = new Map();
    window.__inks = new Map();
    const changed = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (!speaks && !element.matches("input,select,textarea")) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const now = ink(element, grounds);
      window.__inks.set(element, now);
      const kind = [element.localName, element.getAttribute("class"), now].join();
      if (before?.get(element) !== now && !changed.has(kind)) changed.set(kind, element);
    }
    return before ? [...changed.values()] : [document.documentElement];
  };

  return { changedInks, clippedTexts, overlappingTexts, sidewaysScroll, doubleIds, overlappingBoxes, outside };
})()
