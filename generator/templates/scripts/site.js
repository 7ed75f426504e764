/* Nothing here is needed to read a page: the exit is a link, and the menu has the A to Z beside it. */

/* Exit: the page goes blank at once, and its address does not stay in the tab's history. */
document.addEventListener("click", (event) => {
  const exit = event.target.closest("[data-kb-exit]");
  if (exit) {
    event.preventDefault();
    document.documentElement.hidden = true;
    document.title = " ";
    location.replace(exit.href);
    return;
  }
  const button = event.target.closest("button[data-toggle]");
  if (button) toggle(button);
});

/* Shift three times, quickly, is the same as the exit link. */
let presses = 0;
let timer;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("button[data-toggle=__drawer][aria-expanded=true]");
    if (menu) toggle(menu);
  }
  if (event.key !== "Shift") {
    presses = 0;
    return;
  }
  if (event.repeat) return;
  presses += 1;
  clearTimeout(timer);
  timer = setTimeout(() => (presses = 0), 2000);
  if (presses === 3) document.querySelector("[data-kb-exit]")?.click();
});

/* The theme opens its menu with a hidden checkbox; this button presses it, so that keys can too. */
function toggle(button) {
  const box = document.getElementById(button.dataset.toggle);
  box.click();
  button.setAttribute("aria-expanded", String(box.checked));
  if (!box.checked) button.focus();
}
document.addEventListener("change", (event) => {
  const button = document.querySelector(`button[data-toggle="${event.target.id}"]`);
  if (button) button.setAttribute("aria-expanded", String(event.target.checked));
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
