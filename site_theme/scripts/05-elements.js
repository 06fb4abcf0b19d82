/* Elements: how scripts make, find and change them, what the address keeps, and the moment in which a page is there. */

/* Makes elements of a namespace: by tag, with a class or attributes by name, around texts and elements; what is null
   or empty among these is left out. */
const elementsOf = (namespace) => (tag, attributes, ...inside) => {
  const made = document.createElementNS(namespace, tag);
  const named = typeof attributes === "string" ? { class: attributes } : attributes;
  for (const [name, value] of Object.entries(named || {})) {
    if (name !== "class" || value) made.setAttribute(name, value);
  }
  made.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== ""));
  return made;
};

const make = elementsOf("http://www.w3.org/1999/xhtml");
const makeSvg = elementsOf("http://www.w3.org/2000/svg");

/* The elements below `root` that fit a selector, as an array. */
const findAll = (root, selector) => [...root.querySelectorAll(selector)];

/* Shows or hides an element; one that is as it should be is not touched, so that nothing is laid out anew. */
const setShown = (element, shown) => {
  if (element.hidden === shown) element.hidden = !shown;
};

/* Sets the text of an element, in the same way. */
const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/* Puts a parameter into the address, or takes it away where the value is empty; the way back stays as it is. */
const setAddressParameter = (name, value) => {
  const address = new URL(location.href);
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  address.search = address.search.replaceAll("%2C", ",");
  if (address.href !== location.href) history.replaceState(history.state, "", address);
};

/* The id that the address leads to; "" where it leads to none, or says what no browser can read. */
const addressedId = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

/* The reader's day as in sources: 2026-09-12. */
const readersDay = () => {
  const now = new Date();
  const twoDigits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
};

/* Runs on the page that is shown, and with instant navigation on each page after it. */
const onPage = (run) => {
  if (typeof document$ === "object") document$.subscribe(run);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
};
