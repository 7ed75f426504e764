/* Preview only: reloads the page when it has changed. */
(() => {
  const seen = new URL(document.currentScript.src).searchParams.get("seen");
  new EventSource("/_kb/changes").onmessage = (event) => {
    if (event.data !== seen) location.reload();
  };
})();
