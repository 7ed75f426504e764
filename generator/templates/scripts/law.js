/* The register of law reads in full without this: it adds choosing and sorting, and keeps the choice in the address. */
{
  const form = document.querySelector("[data-law-filter]");
  if (form) start(form);

  function start(form) {
    const choices = [...form.querySelectorAll("select")];
    const count = form.querySelector("[data-law-count]");
    const lists = [...document.querySelectorAll("[data-law-order]")];
    lists.forEach((list) => [...list.querySelectorAll("[data-law]")].forEach((one, at) => (one.dataset.at = at)));
    form.hidden = false;
    read();
    show();
    reveal(location.hash);

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", choose);
    form.querySelector("[data-law-all]").addEventListener("click", () => {
      clear();
      choose();
    });
    addEventListener("popstate", () => {
      read();
      show();
      reveal(location.hash);
    });
    addEventListener("hashchange", () => reveal(location.hash));
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link) reveal(link.hash);
    });

    function choose() {
      write();
      show();
    }

    function clear() {
      choices.forEach((choice) => (choice.value = ""));
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
      return choices.find((choice) => choice.name === name).value;
    }

    function fits(provision) {
      const has = (kind, words) => !chosen(kind) || words.split(" ").includes(chosen(kind));
      const { status, subjects, strands } = provision.dataset;
      return has("status", status) && has("subject", subjects) && has("strand", strands);
    }

    function show() {
      const provisions = [...document.querySelectorAll("[data-provision]")];
      provisions.forEach((provision) => (provision.hidden = !fits(provision)));
      const shown = provisions.filter((provision) => !provision.hidden);
      const laws = new Set(shown.map((provision) => provision.closest("[data-law]").dataset.law));
      lists.forEach((list) => {
        const all = [...list.querySelectorAll("[data-law]")];
        all.forEach((one) => (one.hidden = !laws.has(one.dataset.law)));
        all.sort(before).forEach((one) => list.append(one));
        const none = list.querySelector("[data-law-none]");
        if (none) {
          none.hidden = all.some((one) => !one.hidden);
          list.append(none);
        }
      });
      count.textContent = said(shown.length, provisions.length, laws.size);
    }

    function before(one, other) {
      const place = { status: (law) => Number(law.dataset.rank), year: (law) => -Number(law.dataset.year) };
      const by = place[chosen("sort")] ?? (() => 0);
      return by(one) - by(other) || one.dataset.at - other.dataset.at;
    }

    function said(shown, all, laws) {
      const unit = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
      if (!shown) return "Nothing matches. Choose less, or show everything.";
      const what = shown === all ? `All ${unit(all, "provision")}` : `${shown} of ${unit(all, "provision")}`;
      const order = choices.find((choice) => choice.name === "sort");
      return `${what}, under ${unit(laws, "title")}, in order of ${order.selectedOptions[0].text.toLowerCase()}.`;
    }

    /* A link to what is not chosen shows everything again, so that no link leads to nothing. */
    function reveal(hash) {
      const target = document.getElementById(decodeURIComponent(hash.slice(1)));
      if (target?.nextElementSibling?.matches("details")) target.nextElementSibling.open = true;
      if (!target?.closest("[hidden]") || target.closest("[data-law-filter]")) return;
      clear();
      write();
      show();
      history.replaceState(null, "", location.pathname + hash);
      target.scrollIntoView();
    }
  }
}
