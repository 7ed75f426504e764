/* Nothing here is needed to read a page. */

/* Puts words where they are read out. The same words again are not, so that they get a space nobody sees or hears. */
globalThis.kbSay = (status, words) => {
  status.textContent = words && status.textContent === words ? `${words}\u00a0` : words;
};

/* The Escape key closes the menu, and the focus stays with what opened it. */
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".kb-menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

/* On paper are the parts that the reader opened. The theme opens all of them to print, so they are marked before. */
document.querySelectorAll("details.kb-fold:not([open])").forEach((part) => (part.dataset.shut = ""));
document.addEventListener("click", (event) => {
  const part = event.target.closest("summary")?.parentElement;
  if (part?.matches(".kb-fold")) part.toggleAttribute("data-shut", part.open);
});

/* A link to a closed part opens it. */
function openPart() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = target?.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
    delete part.dataset.shut;
  }
}
addEventListener("hashchange", openPart);
openPart();

/* What has a page of its own stands in a list with its old anchor: whoever comes by that anchor is led to the page. */
function leadToOwnPage() {
  const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (item?.matches("[data-own-page]")) location.replace(item.querySelector("a[href]").href);
}
addEventListener("hashchange", leadToOwnPage);
leadToOwnPage();

/* On a narrow screen tables are laid out as lists, and some browsers then forget that they are tables. */
const ROLES = {
  table: "table",
  "thead, tbody": "rowgroup",
  tr: "row",
  td: "cell",
  "th[scope=col]": "columnheader",
  "th[scope=row]": "rowheader",
};
for (const [parts, role] of Object.entries(ROLES)) {
  document.querySelectorAll(`.md-typeset :is(${parts})`).forEach((part) => part.setAttribute("role", role));
}
