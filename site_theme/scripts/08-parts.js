/* Parts of the script that few pages or actions need: fetched when they are, each with the stylesheet of its name, if it
   has one. */
const ownAddress = document.currentScript.src; // asked now: instant navigation moves what it is relative to

/* What parts offer to others once they are there, by name. */
const offered = {};

const partAddress = (name, ending) => new URL(`journeybook-${name}.${ending}`, ownAddress).href;

/* Waits for the stylesheet of a part. Where it cannot be fetched, the part works without. */
const loadPartStyle = (name) =>
  new Promise((resolve) => {
    const links = findAll(document, "link[rel=stylesheet]");
    if (links.some((each) => each.href.endsWith(`/journeybook-${name}.css`))) return resolve();
    const link = make("link", { rel: "stylesheet", href: partAddress(name, "css") });
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    // Behind our other stylesheets and before those of the site, which count more.
    const before = links.findLast((each) => /\/journeybook(-[a-z]+)?\.css$/.test(each.href)) || links.at(-1);
    return before.after(link);
  });

const loadPartScript = (name) =>
  new Promise((resolve, reject) => {
    const element = make("script", { src: partAddress(name, "js") });
    element.runPart = (part) => part(sharedDefinitions); // what site/scripts.py puts around a part calls it
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => {
      element.remove();
      reject(new Error(`the part ${name} of the script cannot be fetched`));
    });
    document.body.append(element);
  });

const loadedParts = new Map();
const PARTS_WITHOUT_STYLE = ["dates"];

/* Loads a part once; a promise that fails where it cannot be fetched, and the next call tries again. */
const loadPart = (name) => {
  if (!loadedParts.has(name)) {
    const style = PARTS_WITHOUT_STYLE.includes(name) ? null : loadPartStyle(name);
    const loading = Promise.all([loadPartScript(name), style]);
    loading.catch(() => loadedParts.delete(name));
    loadedParts.set(name, loading);
  }
  return loadedParts.get(name);
};

/* The parts that a page needs at once, each with what it works on. */
const PARTS_OF_PAGES = {
  atlas: ".jb-atlas",
  catalogue: ".jb-catalogue",
  compare: "[data-compare]",
  dates: "[data-due], [data-days], [data-as-of]",
  map: ".jb-map--whole",
  paths: "[data-path]",
};

/* Whether somebody is on a reading path, whose bar stands on other pages (38-paths.js). */
const isOnPath = () => {
  try {
    return localStorage.getItem("jb-walk") !== null;
  } catch {
    return false; // storage is switched off
  }
};

onPage(() => {
  for (const [name, selector] of Object.entries(PARTS_OF_PAGES)) {
    if (document.querySelector(selector) || (name === "paths" && isOnPath())) loadPart(name).catch(() => {});
  }
});
