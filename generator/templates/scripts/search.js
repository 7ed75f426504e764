/* Adds a search to the A to Z: of the words that lead to a page, of the entries, and of all pages where the browser may
   fetch the index. What people search for is private: it is not put in the address, sent or stored. */
{
  const form = document.querySelector("[data-search]");
  if (form) start(form);

  function start(form) {
    const RESULTS_AT_ONCE = 8;
    const MAX_LEADS = 4;
    const MAX_NAMED = 3;
    const MAX_ENTRIES = 6;
    const SHORTEST_STEM = 3;
    const FILLERS = new Set((
      "a about all am an and any are as at be because been being but by can cant could did didnt do does doesnt doing "
      + "dont for from get gets getting got had has have he her him his how i id if im in into is isnt it its ive just "
      + "keep keeps make makes me my of off on or our out please she should so some someone somebody something that the "
      + "their them then there these they thing things this those to too us want was wasnt we were what when where "
      + "which who why will wont with would you your"
    ).split(" "));
    const top = new URL("./", location.href);
    const field = form.querySelector("input");
    const kindChoice = form.querySelector("[data-search-choices] select");
    const status = form.querySelector("[data-search-said]");
    const list = form.querySelector("[data-search-found]");
    const more = form.querySelector("[data-search-more]");
    const leads = [...form.querySelectorAll("[data-search-leads] > li")].map((item) => ({
      item,
      phrases: item.dataset.words.split("|").map(normalizedWords),
    }));
    const entries = [...document.querySelectorAll(".kb-index > li")].map((item) => ({
      item,
      name: normalizedWords(item.querySelector("a").textContent),
    }));
    const helpKind = form.querySelector("[data-search-leads]").dataset.help;
    const kindOrder = [...kindChoice.options].map(({ value }) => value);
    let index;
    let searchCount = 0;
    let timer;

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
    addEventListener("hashchange", focusField);
    focusField();

    /* The link in the header leads to the form: whoever follows it can type at once. */
    function focusField() {
      if (location.hash === "#search-words") field.focus();
    }

    /* The words of a text, without case, accents and apostrophes. */
    function normalizedWords(text) {
      const bare = text.normalize("NFKD").replace(/[\u0300-\u036f'\u2018\u2019]/g, "");
      return bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    }

    /* The words that say what is meant, or all of them if none does. */
    function meaningful(words) {
      const rest = words.filter((word) => !FILLERS.has(word));
      return rest.length ? rest : words;
    }

    /* A word without its ending, so that "bullied" is found under "bullying". */
    function stem(word) {
      const short = word.replace(/(ing|ed|es|s)$/, "");
      const bare = short.length < SHORTEST_STEM ? word : short;
      return bare.replace(/y$/, "i").replace(/(.{2,})e$/, "$1").replace(/([^aeiou\d])\1$/, "$1");
    }

    /* On a file: address the browser refuses the index; then only what is on this page is searched. */
    function loadIndex() {
      const importIndex = () => import(new URL("search/pagefind.js", top)).then(prepare, () => null);
      return (index ??= location.protocol === "file:" ? Promise.resolve(null) : importIndex());
    }

    /* Leaves the kinds to choose that some page is of. */
    async function prepare(pagefind) {
      await pagefind.options({ baseUrl: top.pathname, excerptLength: 24 });
      const { kind: counts = {} } = await pagefind.filters();
      [...kindChoice.options].slice(1).filter(({ value }) => !counts[value]).forEach((option) => option.remove());
      return pagefind;
    }

    /* The pages to which the words lead: those with the most and the longest phrases first. */
    function matchingLeads(words, kind) {
      const typed = new Set(meaningful(words).map(stem));
      const last = words.at(-1);
      const has = (word) => typed.has(stem(word)) || (last.length > SHORTEST_STEM && word.startsWith(last));
      const weight = (phrase) => {
        const said = meaningful(phrase);
        const isFiller = said === phrase && FILLERS.has(phrase[0]);
        if (isFiller) return ` ${words.join(" ")} `.includes(` ${phrase.join(" ")} `) ? 1 : 0;
        return said.every(has) ? said.length ** 2 : 0;
      };
      const scored = leads
        .filter(({ item }) => !kind || item.dataset.kind === kind)
        .map(({ item, phrases }) => ({ item, score: phrases.reduce((sum, phrase) => sum + weight(phrase), 0) }))
        .filter(({ score }) => score);
      return scored.sort((one, other) => other.score - one.score).slice(0, MAX_LEADS).map(({ item }) => item);
    }

    /* Who can help, where the whole name was typed; then the other entries that were named, and those whose name has
       every word, in the order of their kinds. */
    function matchingEntries(words) {
      const terms = meaningful(words);
      const typed = new Set(terms.map(stem));
      const isNamed = ({ name }) => meaningful(name).every((word) => typed.has(stem(word)));
      const hasAll = ({ name }) => terms.every((term) => name.some((word) => word.startsWith(term)));
      const isHelp = ({ item }) => item.dataset.kind === helpKind;
      const named = entries.filter(isNamed).sort((one, other) => other.name.length - one.name.length);
      const others = [
        ...named.filter((entry) => !isHelp(entry)).slice(0, MAX_NAMED),
        ...entries.filter((entry) => hasAll(entry) && !isNamed(entry)),
      ];
      const place = ({ item }) => kindOrder.indexOf(item.dataset.kind);
      return {
        named: named.filter(isHelp).slice(0, MAX_NAMED).map(({ item }) => item),
        others: others.slice(0, MAX_ENTRIES).sort((one, other) => place(one) - place(other)).map(({ item }) => item),
      };
    }

    /* The pages that have most of the words: by their kind, then by how many words, then by how well. */
    async function matchingPages(pagefind, words, chosen) {
      const found = new Map();
      const kinds = chosen ? [chosen] : [...kindChoice.options].slice(1).map(({ value }) => value);
      for (const term of new Set(meaningful(words))) {
        const answers = await Promise.all(kinds.map((kind) => pagefind.search(term, { filters: { kind } })));
        answers.forEach(({ results }, number) => results.forEach((page) => {
          const before = found.get(page.id) ?? { page, kind: kinds[number], terms: 0, score: 0 };
          found.set(page.id, { ...before, terms: before.terms + 1, score: before.score + page.score });
        }));
      }
      const half = Math.max(0, ...[...found.values()].map(({ terms }) => terms)) / 2;
      const place = ({ kind }) => kindOrder.indexOf(kind);
      return [...found.values()]
        .filter(({ terms }) => terms > half)
        .sort((one, other) => place(one) - place(other) || other.terms - one.terms || other.score - one.score);
    }

    async function search() {
      clearTimeout(timer);
      const searchNumber = (searchCount += 1);
      const words = normalizedWords(field.value);
      if (!words.length) return showResults([], "");
      const kind = kindChoice.value;
      const pagefind = await loadIndex();
      const pages = pagefind ? await matchingPages(pagefind, words, kind) : [];
      const results = await inOrder(matchingLeads(words, kind), kind ? {} : matchingEntries(words), pages);
      if (searchNumber !== searchCount) return;
      showResults(results, pagefind ? "" : " This looked through the A to Z only. The words of the pages can be searched on the website.");
    }

    /* Puts the lines of one search in their order, and leaves out what is there already. An entry for a whole page is
       left out where pages are found, because the page is among them. */
    async function inOrder(led, { named = [], others = [] }, pages) {
      const advice = kindOrder[1];
      const listed = new Set();
      const names = new Set();
      const isNew = (address, name) => {
        if (listed.has(address) || names.has(name)) return false;
        listed.add(address);
        names.add(name);
        return true;
      };
      const linesOf = (items) => items
        .filter((item) => isNew(item.querySelector("a").href, normalizedWords(item.querySelector("a").textContent).join(" ")))
        .map((item) => async () => item.cloneNode(true));
      const first = [...linesOf(led), ...linesOf(named)];
      const read = await Promise.all(pages.map(({ page, kind }) => kind === advice && page.data()));
      const kept = pages.filter((_, number) => {
        const page = read[number];
        return !page || isNew(new URL(page.url, top).href, normalizedWords(page.meta.title).join(" "));
      });
      const linesOfKind = (isOfKind) => kept.filter(({ kind }) => isOfKind(kind))
        .map(({ page }) => async () => line(await page.data()));
      const adviceLines = linesOfKind((kind) => kind === advice);
      const isPage = (item) => item.querySelector("a").href.endsWith(".html");
      const records = pages.length ? others.filter((item) => !isPage(item)) : others;
      return [...first, ...adviceLines, ...linesOf(records), ...linesOfKind((kind) => kind !== advice)];
    }

    function showResults(results, note) {
      const rest = [...results];
      const searchNumber = searchCount;
      globalThis.kbSay(status, field.value.trim() ? summary(results.length) + note : "");
      list.replaceChildren();
      more.hidden = true;
      more.onclick = async () => (await append(rest, searchNumber))?.querySelector("a").focus();
      append(rest, searchNumber);
    }

    /* Shows the next results; returns the first new line, which gets the focus. */
    async function append(rest, searchNumber) {
      const lines = await Promise.all(rest.splice(0, RESULTS_AT_ONCE).map((result) => result()));
      if (searchNumber !== searchCount) return;
      const shown = new Set([...list.querySelectorAll("li > a")].map(({ href }) => href));
      list.append(...lines.filter((item) => !shown.has(item.querySelector("a").href)));
      more.hidden = !rest.length;
      form.dataset.answered = searchNumber;
      return lines[0];
    }

    function summary(number) {
      if (!number) return "Nothing was found. Try one word, or look in the A to Z below.";
      return `Found ${number} ${number === 1 ? "result" : "results"}.`;
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
