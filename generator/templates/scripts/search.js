/* Adds a search to the A to Z: of its entries, and of all pages where the browser may fetch the index. What people
   search for is private: it is not put in the address, sent or stored. */
{
  const form = document.querySelector("[data-search]");
  if (form) start(form);

  function start(form) {
    const PAGES_AT_ONCE = 5;
    const MAX_ENTRIES = 6;
    const top = new URL("./", location.href);
    const field = form.querySelector("input");
    const choices = [...form.querySelectorAll("select")];
    const status = form.querySelector("[data-search-said]");
    const list = form.querySelector("[data-search-found]");
    const more = form.querySelector("[data-search-more]");
    const entries = [...document.querySelectorAll(".kb-index > li")].map((item) => ({
      item,
      name: normalizedWords(item.querySelector("a").textContent),
      words: normalizedWords(item.textContent),
    }));
    let index;
    let searchCount = 0;
    let timer;

    form.hidden = false;
    form.addEventListener("focusin", loadIndex, { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 250);
    });
    addEventListener("pagehide", () => {
      form.reset();
      search();
    });

    /* The words of a text, without case, accents and apostrophes. */
    function normalizedWords(text) {
      const bare = text.normalize("NFKD").replace(/[\u0300-\u036f'\u2018\u2019]/g, "");
      return bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    }

    /* On a file: address the browser refuses the index; then only the A to Z is searched. */
    function loadIndex() {
      const importIndex = () => import(new URL("search/pagefind.js", top)).then(prepare, () => null);
      return (index ??= location.protocol === "file:" ? Promise.resolve(null) : importIndex());
    }

    async function prepare(pagefind) {
      await pagefind.options({ baseUrl: top.pathname, excerptLength: 24 });
      const filters = await pagefind.filters();
      choices.forEach((choice) => {
        Object.keys(filters[choice.name] ?? {}).sort().forEach((value) => choice.add(new Option(value, value)));
        choice.parentElement.hidden = choice.options.length < 3;
      });
      form.querySelector("[data-search-choices]").hidden = choices.every((choice) => choice.options.length < 3);
      return pagefind;
    }

    /* The matching entries: first those whose name starts with the words, then other names, then other words. */
    function matchingEntries(terms) {
      const has = (words) => terms.every((word) => words.some((one) => one.startsWith(word)));
      const rank = ({ name, words }) => {
        if (name.join(" ").startsWith(terms.join(" "))) return 0;
        return has(name) ? 1 : has(words) ? 2 : -1;
      };
      const ranked = entries.map((entry) => [rank(entry), entry.item]).filter(([place]) => place >= 0);
      return ranked.sort(([one], [other]) => one - other).map(([, item]) => item);
    }

    async function search() {
      clearTimeout(timer);
      const searchNumber = (searchCount += 1);
      const terms = normalizedWords(field.value);
      if (!terms.length) return showResults([], [], "");
      const pagefind = await loadIndex();
      const filters = Object.fromEntries(choices.filter((c) => c.value).map((c) => [c.name, c.value]));
      const listed = Object.keys(filters).length ? [] : matchingEntries(terms);
      const pages = pagefind ? (await pagefind.search(terms.join(" "), { filters })).results : [];
      if (searchNumber !== searchCount) return;
      showResults(listed, pages, pagefind ? "" : " This looked through the A to Z only. The words of the pages can be searched on the website.");
    }

    function showResults(listed, pages, note) {
      const rest = [...pages];
      const searchNumber = searchCount;
      status.textContent = field.value.trim() ? summary(listed.length, pages.length) + note : "";
      list.replaceChildren(...listed.slice(0, MAX_ENTRIES).map((item) => item.cloneNode(true)));
      more.hidden = true;
      more.onclick = async () => (await append(rest, searchNumber))?.querySelector("a").focus();
      append(rest, searchNumber);
    }

    /* Fetches and shows the next pages; returns the first new line, which gets the focus. */
    async function append(rest, searchNumber) {
      const next = await Promise.all(rest.splice(0, PAGES_AT_ONCE).map((page) => page.data()));
      if (searchNumber !== searchCount) return;
      const lines = next.map(line);
      list.append(...lines);
      more.hidden = !rest.length;
      form.dataset.answered = searchNumber;
      return lines[0];
    }

    function summary(listed, pages) {
      const unit = (number, one, many) => `${number} ${number === 1 ? one : many}`;
      const parts = [];
      if (listed) parts.push(`${unit(listed, "entry", "entries")} in the A to Z`);
      if (pages) parts.push(unit(pages, "page", "pages"));
      return parts.length ? `Found ${parts.join(" and ")}.` : "Nothing was found. Try one word, or look in the A to Z below.";
    }

    function line(page) {
      const item = document.createElement("li");
      const excerpt = document.createElement("p");
      excerpt.append(...marked(page.excerpt));
      const parts = page.sub_results.filter((part) => part.anchor && part.anchor.element !== "h1").slice(0, 3);
      item.append(link(page.url, page.meta.title), kind(page), excerpt);
      if (parts.length) {
        const inside = document.createElement("ul");
        inside.append(...parts.map((part) => {
          const one = document.createElement("li");
          one.append(link(part.url, part.title));
          return one;
        }));
        item.append(inside);
      }
      return item;
    }

    /* The words of an excerpt, which comes as HTML: as text, but for the words that were found. */
    function marked(html) {
      return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map((part) => {
        if (part.nodeName !== "MARK") return part.textContent;
        const mark = document.createElement("mark");
        mark.textContent = part.textContent;
        return mark;
      });
    }

    function kind(page) {
      const words = document.createElement("span");
      words.textContent = ` ${(page.filters.kind ?? []).join(", ")}`;
      return words;
    }

    function link(address, words) {
      const anchor = document.createElement("a");
      anchor.href = address;
      anchor.textContent = words;
      return anchor;
    }
  }
}
