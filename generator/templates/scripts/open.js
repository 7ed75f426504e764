/* The staff edition asks its own server for a file, as somebody would who has not logged in. If that is answered, every
   page says that anybody can read it. A page that is opened from a disk or on the builder's own machine asks nothing. */
{
  const warning = document.querySelector("[data-open-check]");
  const isOwnMachine = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  if (warning && location.protocol.startsWith("http") && !isOwnMachine) {
    fetch(warning.dataset.openCheck, { credentials: "omit", cache: "no-store", redirect: "error" })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => (warning.hidden = !text.startsWith("Staff edition.")))
      .catch(() => {});
  }
}
