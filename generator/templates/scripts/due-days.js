/* The end of a time limit, as in generator/model/due_dates.py: the days of the week and the closed days are counted in UTC. */
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

/* Says at a field what is wrong with its day, with an example. Returns whether it has a day to count from. */
globalThis.kbCheckDay = (field, data, required) => {
  const spoken = (day) => {
    const style = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", style);
  };
  const day = field.value.slice(0, 10);
  const isOutside = day < data.from || day > data.until;
  const example = field.type === "date" ? "9 11 2026" : "9 11 2026, 14:30";
  let fault = "";
  if (field.validity.badInput || (required && !day)) fault = `Put in the whole day, such as ${example}.`;
  else if (day && isOutside) fault = `Put in a day from ${spoken(data.from)} to ${spoken(data.until)}.`;
  const error = document.getElementById(field.getAttribute("aria-describedby"));
  globalThis.kbSay(error, fault);
  error.hidden = !fault;
  if (fault) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  return day !== "" && !fault;
};
