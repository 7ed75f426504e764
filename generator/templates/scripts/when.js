/* When will I hear: the days on which promises fall due. What is chosen is not sent, kept, or written anywhere. */
{
  const form = document.querySelector("[data-when]");
  if (form) start(form);

  function start(form) {
    const data = JSON.parse(document.querySelector("[data-when-limits]").textContent);
    const field = (name) => form.elements.namedItem(name);
    const list = form.querySelector("[data-when-list]");
    field("day").min = data.from;
    field("day").max = data.until;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!update(true)) field("day").focus();
    });
    form.addEventListener("change", () => update(false));
    addEventListener("pagehide", () => {
      form.reset();
      update(false);
    });
    if (field("day").value) update(false);

    /* Shows the days, or at the field why there are none. Returns whether there are some. */
    function update(isRequired) {
      const day = field("day").value;
      const isKnown = globalThis.kbCheckDay(field("day"), data, isRequired);
      const limits = data.limits.filter((limit) => isMatch(limit, field("risk").value));
      list.replaceChildren(...(isKnown ? limits.map((limit) => listItem(limit, day)) : []));
      globalThis.kbSay(form.querySelector("[data-when-said]"), isKnown ? "The answer is due:" : "");
      return isKnown;
    }

    function isMatch(limit, risk) {
      return risk === "" || limit.when === null || limit.when === risk;
    }

    function listItem(limit, day) {
      const end = globalThis.kbDue(`${day}T${field("time").value || "00:00"}`, limit.amount, limit.unit, data);
      const item = document.createElement("li");
      const when = document.createElement("strong");
      const hours = limit.unit === "hour" || limit.unit === "minute";
      const known = !hours || field("time").value;
      const displayed = hours ? end : new Date(end.getTime() - 1);
      const style = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      when.textContent = `${limit.ends} ${displayed.toLocaleDateString("en-GB", style).replace(",", "")}`;
      if (hours) when.textContent += `, ${displayed.toISOString().slice(11, 16)}`;
      if (!known) when.textContent = limit.later;
      item.append(when, ` ${limit.title} (${limit.badge})`);
      return item;
    }
  }
}
