/* A list reads in full without this: it leaves out what was not chosen, sorts the rest, and says how much there is. The
   choice is private: it is not put in the address, sent or stored. The page says what to do by attributes:

   form[data-filter]           its selects; one with data-filter-order sorts, every other leaves out
   data-filter-count           the sentence: {count}, {groups}, {order} are filled in; data-unit and data-group-unit hold
                               "one|many"; the words for an order are its option's data-says, or the option in lower case
   data-filter-all             the button that chooses nothing
   data-filter-item            what is left out or not, with the words of each select: data-filter-NAME="a b"
   data-filter-group="ID"      what is left out when no item with data-filter-in="ID" is left
   data-filter-list            its children are sorted, by data-order-VALUE for the value chosen, else as they were
   data-filter-none            what is said after a list when none of its children is left
   data-filter-shown           a closed part that a choice opens */
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
    const shown = [...document.querySelectorAll("[data-filter-shown]")];
    const lists = [...document.querySelectorAll("[data-filter-list]")].map((list) => {
      const next = list.nextElementSibling;
      return { list, emptyNote: next?.matches("[data-filter-none]") ? next : null, entries: [...list.children] };
    });
    const everything = count.textContent;
    if (selects.some((select) => select.value)) update();
    reveal(location.hash);

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", update);
    form.querySelector("[data-filter-all]").addEventListener("click", () => {
      clear();
      update();
    });
    addEventListener("pagehide", () => {
      clear();
      update();
    });
    addEventListener("hashchange", () => reveal(location.hash));
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link) reveal(link.hash);
    });

    function clear() {
      selects.forEach((select) => (select.value = ""));
    }

    function isMatch(item) {
      const words = (select) => item.getAttribute(`data-filter-${select.name}`).split(" ");
      return selects.every((select) => select === order || !select.value || words(select).includes(select.value));
    }

    function update() {
      items.forEach((item) => (item.hidden = !isMatch(item)));
      const visible = items.filter((item) => !item.hidden);
      const ids = new Set(visible.map((item) => item.dataset.filterIn));
      if (selects.some((select) => select.value)) {
        for (const part of shown) {
          part.open = true;
          delete part.dataset.shut;
        }
      }
      groups.forEach((group) => (group.hidden = !ids.has(group.dataset.filterGroup)));
      lists.forEach(({ list, emptyNote, entries }) => {
        list.append(...sortEntries(entries));
        if (emptyNote) emptyNote.hidden = entries.some((entry) => !entry.hidden);
      });
      globalThis.kbSay(count, summary(visible.length, ids.size));
    }

    function sortEntries(entries) {
      const place = (entry) => Number(entry.getAttribute(`data-order-${order.value}`));
      return order.value ? [...entries].sort((one, other) => place(one) - place(other)) : entries;
    }

    function summary(visible, groups) {
      if (!visible) return "Nothing matches. Choose less, or show everything.";
      if (!selects.some((select) => select.value)) return everything;
      const all = visible === items.length;
      const option = order.selectedOptions[0];
      return sentence
        .replace("{count}", `${all ? "All" : `${visible} of`} ${unit(items.length, count.dataset.unit)}`)
        .replace("{groups}", unit(groups, count.dataset.groupUnit))
        .replace("{order}", option.dataset.says ?? option.text.toLowerCase());
    }

    function unit(number, words) {
      const [one, many] = words ? words.split("|") : ["", ""];
      return `${number} ${number === 1 ? one : many}`.trim();
    }

    /* A link to what was left out shows everything again, so that no link leads to nothing. */
    function reveal(hash) {
      const target = document.getElementById(decodeURIComponent(hash.slice(1)));
      if (!target?.closest("[hidden]") || form.contains(target)) return;
      clear();
      update();
      target.scrollIntoView();
    }
  }
}
