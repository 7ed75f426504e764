/* Filters the directory by need, place and strand. The choice is private: it is not put in the address, sent or
   stored. */
{
  const form = document.querySelector("[data-who-finder]");
  if (form) start(form);

  function start(form) {
    const choices = [...form.querySelectorAll("select")];
    const cards = [...document.querySelectorAll("[data-who]")];
    const found = form.querySelector("[data-who-found]");
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", show);
    addEventListener("pagehide", () => {
      form.reset();
      show();
    });
    show();

    function chosen(name) {
      return choices.find((choice) => choice.name === name);
    }

    /* 0 if a contact works in the chosen place itself, more for wider areas, -1 if it does not work there. */
    function distance(card) {
      const place = chosen("area").selectedOptions[0].dataset.within;
      if (!place) return 0;
      const areas = card.dataset.areas.split(" ");
      return place.split(" ").findIndex((area) => areas.includes(area));
    }

    function fits(card) {
      const need = chosen("need").value;
      const strand = chosen("strand")?.value;
      const { needs, strands } = card.dataset;
      if (need && !needs.split(" ").includes(need)) return false;
      if (strand && strands && !strands.split(" ").includes(strand)) return false;
      return distance(card) >= 0;
    }

    function before(one, other) {
      const first = (card) => Number(card.dataset.order) < cards.length;
      const place = (card) => Number(card.dataset.order);
      return first(other) - first(one) || distance(one) - distance(other) || place(one) - place(other);
    }

    function show() {
      const asked = choices.some((choice) => choice.value);
      const fitting = asked ? cards.filter(fits).sort(before) : [];
      found.hidden = !fitting.length;
      found.replaceChildren(...fitting.map(line));
      form.querySelector("[data-who-count]").textContent = said(asked, fitting.length);
    }

    function said(asked, count) {
      if (!asked) return "";
      if (!count) return "We know of nobody who fits. Choose less, or look at the lists below.";
      return count === 1 ? "1 fits." : `${count} fit: those for danger first, then those nearest to you.`;
    }

    /* The kind of number, unless it is a phone. */
    function kind(number) {
      const words = number.closest("div").querySelector("dt").textContent;
      return words === "Phone" ? "" : `${words} `;
    }

    function line(card) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${card.dataset.who}`;
      link.textContent = card.querySelector("h3").firstChild.textContent.trim();
      item.append(link);
      const number = card.querySelector("a.kb-tel");
      if (number) item.append(` ${kind(number)}`, number.cloneNode(true));
      const area = document.createElement("span");
      area.className = "kb-from";
      area.textContent = ` ${card.querySelector("[data-who-area]").textContent}`;
      item.append(area);
      return item;
    }
  }
}
