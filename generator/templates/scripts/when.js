/* When will I hear: the days on which promises fall due. What is chosen is not sent, kept, or written anywhere. */
globalThis.kbDue = (reported, amount, unit, data) => {
  const closed = new Set(data.closed);
  const days = (date, count) => new Date(date.getTime() + count * 86400000);
  const written = (date) => date.toISOString().slice(0, 10);
  const works = (date) => date.getUTCDay() % 6 !== 0 && !closed.has(written(date));
  const first = data.reportDayCounts ? 1 : 0;
  const start = new Date(`${reported.slice(0, 10)}T00:00:00Z`);
  if (unit === "hour") return new Date(new Date(`${reported}:00Z`).getTime() + amount * 3600000);
  let last = start;
  if (unit === "working-day") {
    let left = amount - (first && works(last) ? 1 : 0);
    while (left > 0) {
      last = days(last, 1);
      if (works(last)) left -= 1;
    }
  } else if (unit === "month") {
    const months = start.getUTCFullYear() * 12 + start.getUTCMonth() + amount;
    const length = new Date(Date.UTC(0, 0)).setUTCFullYear(Math.floor(months / 12), (months % 12) + 1, 0);
    const day = Math.min(start.getUTCDate(), new Date(length).getUTCDate());
    last = days(new Date(new Date(Date.UTC(0, 0)).setUTCFullYear(Math.floor(months / 12), months % 12, day)), -first);
  } else {
    last = days(start, amount * (unit === "week" ? 7 : 1) - first);
  }
  return days(last, 1);
};
{
  const form = document.querySelector("[data-when]");
  if (form) start(form);

  function start(form) {
    const data = JSON.parse(document.querySelector("[data-when-limits]").textContent);
    const field = (name) => form.elements.namedItem(name);
    const list = form.querySelector("[data-when-list]");
    form.hidden = false;
    field("day").min = data.from;
    field("day").max = data.until;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
    });
    form.addEventListener("change", show);
    addEventListener("pagehide", () => {
      form.reset();
      show();
    });

    function show() {
      const day = field("day").value;
      const within = day >= data.from && day <= data.until;
      const fitting = data.limits.filter((limit) => fits(limit, field("risk").value));
      list.replaceChildren(...(within ? fitting.map((limit) => line(limit, day)) : []));
      const said = form.querySelector("[data-when-said]");
      said.textContent = !day ? "" : within ? "The answer is due:" : "We can only count days in these years.";
    }

    function fits(limit, risk) {
      return risk === "" || limit.when === null || limit.when === risk;
    }

    function line(limit, day) {
      const end = globalThis.kbDue(`${day}T${field("time").value || "00:00"}`, limit.amount, limit.unit, data);
      const item = document.createElement("li");
      const when = document.createElement("strong");
      const hours = limit.unit === "hour";
      const known = !hours || field("time").value;
      const shown = hours ? end : new Date(end.getTime() - 1);
      const style = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      when.textContent = `${limit.ends} ${shown.toLocaleDateString("en-GB", style).replace(",", "")}`;
      if (hours) when.textContent += `, ${shown.toISOString().slice(11, 16)}`;
      if (!known) when.textContent = limit.later;
      item.append(when, ` ${limit.title} (${limit.badge})`);
      return item;
    }
  }
}
