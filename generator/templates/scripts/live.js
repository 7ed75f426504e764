/* In a preview only: shows the page anew when it has changed. */
(() => {
  const seen = new URL(document.currentScript.src).searchParams.get("seen");
  new EventSource("/_kb/changes").onmessage = (told) => {
    if (told.data !== seen) location.reload();
  };
})();
