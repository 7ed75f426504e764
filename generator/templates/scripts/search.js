/* Adds a search to the A to Z: of the words that lead to a page, of the entries, and of the words of all pages.
   What people search for is private: it is not put in the address, sent or stored. The words of all pages are in one file
   that is fetched before anything is typed, so that no request depends on it. */
{
  const form = document.querySelector("[data-search]");
  if (form) start(form);

  function start(form) {
    const RESULTS_AT_ONCE = 8;
    const MAX_LEADS = 4;
    const MAX_NAMED = 3;
    const MAX_ENTRIES = 6;
    const MAX_SECTIONS = 3;
    const SHORTEST_STEM = 3;
    const PART_OF_WORD = 0.5;
    const DIGITS = "cdfhjkmnpqrtvwxy";
    const FILLERS = new Set(form.dataset.fillers.split(" "));
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
    if (field.value) search(); // typed before this script was there

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

    /* The words of all pages; null if they did not come, and then the next search asks again. */
    function loadIndex() {
      return (index ??= new Promise((answer) => {
        const script = document.createElement("script");
        script.src = new URL("assets/search-index.js", top);
        script.onload = script.onerror = () => {
          const found = globalThis.kbSearchIndex;
          index = found && index;
          answer(found ? prepare(found) : null);
        };
        document.head.append(script);
      }));
    }

    /* Reads the words of the index, and leaves the kinds to choose that some page is of. */
    function prepare(found) {
      const pages = found.pages.map(([path, kind, title, description, weight, length, headings]) => (
        { path, kind, title, description, weight, length, headings }));
      const present = new Set(pages.map(({ kind }) => kind));
      [...kindChoice.options].slice(1).filter(({ value }) => !present.has(value)).forEach((option) => option.remove());
      return {
        pages,
        sections: pages.flatMap((page) => page.headings.map(([anchor, heading]) => ({ page, anchor, heading }))),
        words: found.words.split("\n").map((line) => {
          const [word] = line.split(" ", 1);
          return { word, stem: stem(word), places: line.slice(word.length + 1) };
        }),
        averageLength: pages.reduce((sum, { length }) => sum + length, 0) / pages.length,
      };
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
    function matchingPages(found, words, chosen) {
      const matches = new Map();
      const terms = new Map(meaningful(words).map((term) => [stem(term), term]));
      for (const [stemmed, term] of terms) {
        const counts = countsOf(found, stemmed, term);
        const rarity = Math.log(1 + found.pages.length / counts.size);
        for (const [page, { weight, sections }] of counts) {
          const match = matches.get(page) ?? { page, terms: 0, score: 0, sections: new Map() };
          /* BM25 with its usual constants, k1 = 1.2 and b = 0.75. */
          const expected = 0.3 + 0.9 * (page.length / found.averageLength);
          match.terms += 1;
          match.score += (page.weight * rarity * weight) / (weight + expected);
          sections.forEach((section) => match.sections.set(section, (match.sections.get(section) ?? 0) + 1));
          matches.set(page, match);
        }
      }
      const ofKind = [...matches.values()].filter(({ page }) => !chosen || page.kind === chosen);
      const half = Math.max(0, ...ofKind.map((match) => match.terms)) / 2;
      const place = ({ page }) => kindOrder.indexOf(page.kind);
      return ofKind
        .filter((match) => match.terms > half)
        .sort((one, other) => place(one) - place(other) || other.terms - one.terms || other.score - one.score);
    }

    /* How much a word counts in each page, and in which sections it is: the word, its other endings, and at half its
       weight the words that begin with it. */
    function countsOf({ words, sections }, stemmed, term) {
      const counts = new Map();
      for (const word of words) {
        const isSame = word.stem === stemmed;
        if (!isSame && !(term.length >= SHORTEST_STEM && word.word.startsWith(term))) continue;
        let number = 0;
        for (const [, distance, weight] of word.places.matchAll(/([a-z]*[A-Z])(\d?)/g)) {
          number += [...distance.toLowerCase()].reduce((sum, digit) => sum * DIGITS.length + DIGITS.indexOf(digit), 0);
          const section = sections[number];
          const page = counts.get(section.page) ?? { weight: 0, sections: new Set() };
          page.weight += (Number(weight) || 1) * (isSame ? 1 : PART_OF_WORD);
          page.sections.add(section);
          counts.set(section.page, page);
        }
      }
      return counts;
    }

    async function search() {
      clearTimeout(timer);
      const searchNumber = (searchCount += 1);
      const words = normalizedWords(field.value);
      if (!words.length) return showResults([], "");
      const kind = kindChoice.value;
      const found = await loadIndex();
      if (searchNumber !== searchCount) return;
      const pages = found ? matchingPages(found, words, kind) : [];
      const results = inOrder(matchingLeads(words, kind), kind ? {} : matchingEntries(words), pages);
      showResults(results, found ? "" : " This looked through the A to Z only, because the words of the pages did not load.");
    }

    /* Puts the lines of one search in their order, and leaves out what is there already. An entry for a whole page is
       left out where pages are found, because the page is among them. */
    function inOrder(led, { named = [], others = [] }, pages) {
      const advice = kindOrder[1];
      const addresses = new Set();
      const names = new Set();
      const isNew = (address, title) => {
        const name = normalizedWords(title).join(" ");
        if (addresses.has(address) || names.has(name)) return false;
        addresses.add(address);
        names.add(name);
        return true;
      };
      const linesOf = (items) => items
        .filter((item) => isNew(item.querySelector("a").href, item.querySelector("a").textContent))
        .map((item) => () => item.cloneNode(true));
      const linesOfKind = (isOfKind) => pages
        .filter(({ page }) => isOfKind(page.kind) && isNew(new URL(page.path, top).href, page.title))
        .map((match) => () => line(match));
      const isPage = (item) => item.querySelector("a").href.endsWith(".html");
      const records = pages.length ? others.filter((item) => !isPage(item)) : others;
      return [
        ...linesOf([...led, ...named]),
        ...linesOfKind((kind) => kind === advice),
        ...linesOf(records),
        ...linesOfKind((kind) => kind !== advice),
      ];
    }

    function showResults(results, note) {
      const rest = [...results];
      globalThis.kbSay(status, field.value.trim() ? summary(results.length) + note : "");
      list.replaceChildren();
      more.onclick = () => append(rest)?.querySelector("a").focus();
      append(rest);
      form.dataset.answered = searchCount;
    }

    /* Shows the next results; returns the first new line, which gets the focus. */
    function append(rest) {
      const lines = rest.splice(0, RESULTS_AT_ONCE).map((result) => result());
      list.append(...lines);
      more.hidden = !rest.length;
      return lines[0];
    }

    function summary(number) {
      if (!number) return "Nothing was found. Try one word, or look in the A to Z below.";
      return `Found ${number} ${number === 1 ? "result" : "results"}.`;
    }

    /* A page that was found, with the sections that have most of the words. */
    function line({ page, sections }) {
      const item = document.createElement("li");
      const kind = document.createElement("span");
      const description = document.createElement("p");
      kind.textContent = ` ${page.kind}`;
      description.textContent = page.description;
      item.append(link(page.path, page.title), kind, description);
      const best = [...sections.keys()]
        .filter(({ anchor }) => anchor)
        .sort((one, other) => sections.get(other) - sections.get(one))
        .slice(0, MAX_SECTIONS);
      if (best.length) {
        const inside = document.createElement("ul");
        inside.append(...best.map(({ anchor, heading }) => {
          const one = document.createElement("li");
          one.append(link(`${page.path}#${anchor}`, heading));
          return one;
        }));
        item.append(inside);
      }
      return item;
    }

    function link(path, words) {
      const anchor = document.createElement("a");
      anchor.href = new URL(path, top);
      anchor.textContent = words;
      return anchor;
    }
  }
}
