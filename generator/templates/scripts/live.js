/* Preview only: reloads the page when it has changed. */
(() => {
  const version = new URL(document.currentScript.src).searchParams.get("seen");
  new EventSource("/_kb/changes").onmessage = (event) => {
    if (event.data !== version) location.reload();
  };
})();
