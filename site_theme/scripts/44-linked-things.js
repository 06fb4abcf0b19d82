/* Links that have a card: the part of the script that shows it is fetched when a reader first points at one. */
(() => {
  const THINGS = /\/(journeys|personas|evidence|teams|channels|systems|areas|lifecycle)\/[^/]+\/(index\.html)?$|\/glossary\/(index\.html)?$/;
  // Navigation says where it leads, and a dialog lies above everything else, cards included.
  const ELSEWHERE = "nav,dialog,[role=dialog],[popover],[tabindex='-1'],[aria-hidden=true] *";

  const hasCard = (link) =>
    link && link.origin === location.origin && THINGS.test(link.pathname) && link.pathname !== location.pathname && !link.closest(ELSEWHERE);

  const ask = (event, wait) => {
    const link = event.target.closest && event.target.closest("article a[href]");
    if (!hasCard(link)) return;
    loadPart("cards").then(() => offered.showLinkCard(link, wait), () => {});
  };

  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && ask(event, true));
  document.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && ask(event, false));
})();
