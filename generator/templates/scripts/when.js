/* When will I hear: the days on which promises fall due. What is chosen is not sent, kept, or written anywhere. */
globalThis.kbDue = (reported, amount, unit, data) => {
  const closed = new Set(data.closed);
  const addDays = (date, count) => new Date(date.getTime() + count * 86400000);
  const isoDate = (date) => date.toISOString().slice(0, 10);
  const isWorkingDay = (date) => date.getUTCDay() % 6 !== 0 && !closed.has(isoDate(date));
  const first = data.reportDayCounts ? 1 : 0;
  const start = new Date(`${reported.slice(0, 10)}T00:00:00Z`);
  const clock = { minute: 60000, hour: 3600000 }[unit];
  if (clock) return new Date(new Date(`${reported}:00Z`).getTime() + amount * clock);
  let last = start;
  if (unit === "working-day") {
    let remaining = amount - (first && isWorkingDay(last) ? 1 : 0);
    while (remaining > 0) {
      last = addDays(last, 1);
      if (isWorkingDay(last)) remaining -= 1;
    }
  } else if (unit === "month") {
    const months = start.getUTCFullYear() * 12 + start.getUTCMonth() + amount;
    const length = new Date(Date.UTC(0, 0)).setUTCFullYear(Math.floor(months / 12), (months % 12) + 1, 0);
    const day = Math.min(start.getUTCDate(), new Date(length).getUTCDate());
    last = addDays(new Date(new Date(Date.UTC(0, 0)).setUTCFullYear(Math.floor(months / 12), months % 12, day)), -first);
  } else {
    last = addDays(start, amount * (unit === "week" ? 7 : 1) - first);
  }
  return addDays(last, 1);
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
      update();
    });
    form.addEventListener("change", update);
    addEventListener("pagehide", () => {
      form.reset();
      update();
    });

    function update() {
      const day = field("day").value;
      const within = day >= data.from && day <= data.until;
      const limits = data.limits.filter((limit) => isMatch(limit, field("risk").value));
      list.replaceChildren(...(within ? limits.map((limit) => listItem(limit, day)) : []));
      const status = form.querySelector("[data-when-said]");
      status.textContent = !day ? "" : within ? "The answer is due:" : "We can only count days in these years.";
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
