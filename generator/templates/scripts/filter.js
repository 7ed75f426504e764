/* A list reads in full without this: it leaves out what was not chosen, sorts the rest, says how much there is, and
   keeps the choice in the address. The page says what to do by attributes:

   form[data-filter]           its selects; one with data-filter-order sorts, every other leaves out
   data-filter-count           the sentence: {count}, {groups}, {order} are filled in; data-unit and data-group-unit hold
                               "one|many"; the words for an order are its option's data-says, or the option in lower case
   data-filter-all             the button that chooses nothing
   data-filter-item            what is left out or not, with the words of each select: data-filter-NAME="a b"
   data-filter-group="ID"      what is left out when no item in a group of that ID is left
   data-filter-list            its children are sorted, by data-order-VALUE for the value chosen, else as they were
   data-filter-none            what a list says when none of its children is left
   data-filter-details         what a link to an item opens */
{
  const form = document.querySelector("form[data-filter]");
  if (form) start(form);

  function start(form) {
    const selects = [...form.querySelectorAll("select")];
    const order = selects.find((select) => "filterOrder" in select.dataset);
    const count = form.querySelector("[data-filter-count]");
    const sentence = count.dataset.filterCount;
    const items = [...document.querySelectorAll("[data-filter-item]")];
    const groups = [...document.querySelectorAll("[data-filter-group]")];
    const lists = [...document.querySelectorAll("[data-filter-list]")].map((list) => {
      const none = list.querySelector(":scope > [data-filter-none]");
      return { list, none, entries: [...list.children].filter((child) => child !== none) };
    });
    form.hidden = false;
    read();
    show();
    reveal(location.hash);

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", choose);
    form.querySelector("[data-filter-all]").addEventListener("click", () => {
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
      selects.forEach((select) => (select.value = ""));
    }

    function read() {
      const asked = new URLSearchParams(location.search);
      selects.forEach((select) => {
        const value = asked.get(select.name) ?? "";
        select.value = [...select.options].some((option) => option.value === value) ? value : "";
      });
    }

    function write(hash = "") {
      const asked = new URLSearchParams(selects.filter((s) => s.value).map((s) => [s.name, s.value])).toString();
      /* A folder's page may not change its address in some browsers; the choice then holds until the page is left. */
      try {
        history.replaceState(null, "", location.pathname + (asked && `?${asked}`) + hash);
      } catch {}
    }

    function fits(item) {
      const words = (select) => item.getAttribute(`data-filter-${select.name}`).split(" ");
      return selects.every((select) => select === order || !select.value || words(select).includes(select.value));
    }

    function show() {
      items.forEach((item) => (item.hidden = !fits(item)));
      const left = items.filter((item) => !item.hidden);
      const ids = new Set(left.map((item) => item.closest("[data-filter-group]")?.dataset.filterGroup));
      groups.forEach((group) => (group.hidden = !ids.has(group.dataset.filterGroup)));
      lists.forEach(({ list, none, entries }) => {
        list.append(...sorted(entries));
        if (none) {
          none.hidden = entries.some((entry) => !entry.hidden);
          list.append(none);
        }
      });
      count.textContent = said(left.length, ids.size);
    }

    function sorted(entries) {
      const place = (entry) => Number(entry.getAttribute(`data-order-${order.value}`));
      return order.value ? [...entries].sort((one, other) => place(one) - place(other)) : entries;
    }

    function said(left, groups) {
      if (!left) return "Nothing matches. Choose less, or show everything.";
      const all = left === items.length;
      const chosen = order.selectedOptions[0];
      return sentence
        .replace("{count}", `${all ? "All" : `${left} of`} ${unit(items.length, count.dataset.unit)}`)
        .replace("{groups}", unit(groups, count.dataset.groupUnit))
        .replace("{order}", chosen.dataset.says ?? chosen.text.toLowerCase());
    }

    function unit(number, words) {
      const [one, many] = words ? words.split("|") : ["", ""];
      return `${number} ${number === 1 ? one : many}`.trim();
    }

    /* A link to what was left out shows everything again, so that no link leads to nothing. */
    function reveal(hash) {
      const target = document.getElementById(decodeURIComponent(hash.slice(1)));
      const next = target?.nextElementSibling;
      const details = target?.closest("[data-filter-item]")?.querySelector("[data-filter-details]");
      if (details) details.open = true;
      else if (next?.matches("details")) next.open = true;
      if (!target?.closest("[hidden]") || form.contains(target)) return;
      clear();
      write(hash);
      show();
      target.scrollIntoView();
    }
  }
}
