/* Filters the directory by need, place and strand: what fits stands in place of the lists. The choice is private: it is not put in the address, sent or
   stored. */
{
  const form = document.querySelector("[data-who-finder]");
  if (form) start(form);

  function start(form) {
    const choices = [...form.querySelectorAll("select")];
    const cards = [...document.querySelectorAll("[data-who]")];
    const results = document.querySelector("[data-who-found]");
    const lists = document.querySelector("[data-who-lists]");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", update);
    addEventListener("pagehide", () => {
      form.reset();
      update();
    });
    update();

    function selectNamed(name) {
      return choices.find((choice) => choice.name === name);
    }

    /* Returns 0 if a contact works in the chosen area itself, more for each wider area, -1 if in none of them. */
    function distance(card) {
      const place = selectNamed("area").selectedOptions[0].dataset.within;
      if (!place) return 0;
      const areas = card.dataset.areas.split(" ");
      return place.split(" ").findIndex((area) => areas.includes(area));
    }

    function isMatch(card) {
      const need = selectNamed("need").value;
      const strand = selectNamed("strand")?.value;
      const { needs, strands } = card.dataset;
      if (need && !needs.split(" ").includes(need)) return false;
      if (strand && strands && !strands.split(" ").includes(strand)) return false;
      return distance(card) >= 0;
    }

    /* Sorts contacts that lives may depend on first, then the nearest, then as in the file. */
    function compareCards(one, other) {
      const position = (card) => Number(card.dataset.order);
      const critical = (card) => position(card) < cards.length;
      return critical(other) - critical(one) || distance(one) - distance(other) || position(one) - position(other);
    }

    function update() {
      const anyChosen = choices.some((choice) => choice.value);
      const matches = anyChosen ? cards.filter(isMatch).sort(compareCards) : [];
      results.hidden = !matches.length;
      results.replaceChildren(...matches.map(listItem));
      lists.hidden = matches.length > 0;
      globalThis.kbSay(form.querySelector("[data-who-count]"), summary(anyChosen, matches.length));
    }

    function summary(anyChosen, count) {
      if (!anyChosen) return "";
      if (!count) return "We know of nobody who fits. Choose less, or look at the lists below.";
      return count === 1 ? "1 fits." : `${count} fit: those for danger first, then those nearest to you.`;
    }

    function listItem(card) {
      const item = document.createElement("li");
      item.append(...card.cloneNode(true).childNodes);
      return item;
    }
  }
}
