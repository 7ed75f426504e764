/* The powers read in full without this: it leaves out what was not asked for, and keeps the question in the address.
   In which order they come was worked out before: each carries its place for every level. */
{
  const form = document.querySelector("[data-power-finder]");
  if (form) start(form);

  function start(form) {
    const choices = [...form.querySelectorAll("select")];
    const list = document.querySelector("[data-power-order]");
    const powers = [...list.querySelectorAll("[data-power]")];
    const none = list.querySelector("[data-power-none]");
    form.hidden = false;
    read();
    show();

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", choose);
    form.querySelector("[data-power-all]").addEventListener("click", () => {
      choices.forEach((choice) => (choice.value = ""));
      choose();
    });
    addEventListener("popstate", () => {
      read();
      show();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link) reveal(link.hash);
    });
    addEventListener("hashchange", () => reveal(location.hash));
    reveal(location.hash);

    function choose() {
      write();
      show();
    }

    function read() {
      const asked = new URLSearchParams(location.search);
      choices.forEach((choice) => {
        const value = asked.get(choice.name) ?? "";
        choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
      });
    }

    /* A folder's page may not change its address in some browsers; the choice then holds until the page is left. */
    function write() {
      const asked = new URLSearchParams(choices.filter((c) => c.value).map((c) => [c.name, c.value])).toString();
      try {
        history.replaceState(null, "", location.pathname + (asked && `?${asked}`));
      } catch {}
    }

    function chosen(name) {
      return choices.find((choice) => choice.name === name);
    }

    function fits({ dataset }) {
      const has = (name, words) => !chosen(name).value || words.split(" ").includes(chosen(name).value);
      return has("who", dataset.users) && has("what", dataset.happenings);
    }

    function show() {
      const level = chosen("level").selectedIndex - 1;
      const today = (power) => (level >= 0 && "notToday" in power.dataset ? 1 : 0);
      const place = (power) => (level < 0 ? powers.indexOf(power) : Number(power.dataset.ranks.split(" ")[level]));
      const inOrder = [...powers].sort((one, other) => today(one) - today(other) || place(one) - place(other));
      inOrder.forEach((power) => {
        power.hidden = !fits(power);
        list.append(power);
      });
      list.append(none);
      const shown = powers.filter((power) => !power.hidden).length;
      none.hidden = shown > 0;
      form.querySelector("[data-power-count]").textContent = said(shown);
    }

    function said(shown) {
      if (!shown) return "Nothing matches. Choose less, or show everything.";
      const order = chosen("level").value
        ? `What belongs to “${chosen("level").selectedOptions[0].text}” stands first.`
        : "The mildest stands first.";
      return `${shown === powers.length ? `All ${shown}` : `${shown} of ${powers.length}`}. ${order}`;
    }

    /* A link to one opens it, and shows everything again where it was left out. */
    function reveal(hash) {
      const power = document.getElementById(decodeURIComponent(hash.slice(1)))?.closest("[data-power]");
      if (!power) return;
      power.querySelector("details").open = true;
      if (!power.hidden) return;
      choices.forEach((choice) => (choice.value = ""));
      show();
      power.scrollIntoView();
    }
  }
}
