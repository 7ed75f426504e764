/* Leaves the site: by the link, or by the Shift key three times, quickly. The page goes blank at once, and another one
   takes its place in the history of the tab. The link works without this, and the page then stays in the history. */
{
  const root = document.documentElement;
  root.classList.remove("no-js");
  function leave(exit) {
    root.hidden = true;
    document.title = " ";
    location.replace(exit.href);
  }
  document.addEventListener("click", (event) => {
    const exit = event.target.closest("[data-kb-exit]");
    if (!exit) return;
    event.preventDefault();
    leave(exit);
  });
  let presses = 0;
  let timer;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") presses = 0;
    if (event.key !== "Shift" || event.repeat) return;
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(() => (presses = 0), 2000);
    const exit = document.querySelector("[data-kb-exit]");
    if (presses === 3 && exit) leave(exit);
  });
}
