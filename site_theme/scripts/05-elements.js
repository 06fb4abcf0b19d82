/* Elements made by script, and the moment in which a page is there. */

/* An element. `attributes` is its class, or its attributes by name; what is null or empty among `inside` is left out. */
const make = (tag, attributes, ...inside) => {
  const made = document.createElement(tag);
  const named = typeof attributes === "string" ? { class: attributes } : attributes;
  for (const [name, value] of Object.entries(named || {})) {
    if (name !== "class" || value) made.setAttribute(name, value);
  }
  made.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== ""));
  return made;
};

/* Runs on the page that is shown, and with instant navigation on each page after it. */
const onPage = (run) => {
  if (typeof document$ === "object") document$.subscribe(run);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
};
