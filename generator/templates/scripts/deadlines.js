/* The deadlines of a case, to copy: days only. What is put in is not sent, kept, or written anywhere. */
{
  const form = document.querySelector("[data-deadlines]");
  if (form) start(form);

  function start(form) {
    const data = JSON.parse(document.querySelector("[data-deadlines-limits]").textContent);
    const field = (name) => form.elements.namedItem(name);
    const output = form.querySelector("[data-deadlines-answer]");
    const status = form.querySelector("[data-deadlines-said]");
    const events = [...form.querySelectorAll("[data-deadlines-from]")];
    events.forEach((event) => {
      event.querySelector("input").min = `${data.from}T00:00`;
      event.querySelector("input").max = `${data.until}T23:59`;
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", update);
    form.querySelector("[data-deadlines-copy]").addEventListener("click", copy);
    addEventListener("pagehide", () => {
      form.reset();
      update();
    });
    if (events.some((event) => event.querySelector("input").value)) update();

    function update() {
      const limits = data.limits.filter((limit) => limit.set === field("set").value && matchesRisk(limit));
      events.forEach((event) => {
        event.hidden = !limits.some((limit) => limit.from === event.dataset.deadlinesFrom);
      });
      const counted = new Set();
      events.filter((event) => !event.hidden).forEach((event) => {
        if (globalThis.kbCheckDay(event.querySelector("input"), data, false)) counted.add(event.dataset.deadlinesFrom);
      });
      const due = limits.filter((limit) => counted.has(limit.from)).map(line);
      due.sort((one, other) => one.at - other.at);
      output.value = due.length ? [heading(), ...due.map((one) => one.words)].join("\n") : "";
      const count = `${due.length} ${due.length === 1 ? "day" : "days"} to keep.`;
      globalThis.kbSay(status, due.length ? count : "Put in a day.");
    }

    function matchesRisk(limit) {
      const risk = field("risk").value;
      return !risk || !["high-risk", "not-high-risk"].includes(limit.when) || limit.when === risk;
    }

    function heading() {
      const option = field("set").selectedOptions[0];
      const doubt = option.dataset.standing ? ` (${option.dataset.standing})` : "";
      return `Deadlines under the ${option.text}${doubt}:`;
    }

    function line(limit) {
      const from = field(limit.from).value;
      const end = globalThis.kbDue(from.slice(0, 16), limit.amount, limit.unit, data);
      const hours = limit.unit === "hour" || limit.unit === "minute";
      const displayed = hours ? end : new Date(end.getTime() - 1);
      const style = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      const day = displayed.toLocaleDateString("en-GB", style).replace(",", "");
      const when = hours ? `${day}, ${displayed.toISOString().slice(11, 16)}` : day;
      const cases = limit.cases && `, ${limit.cases}`;
      const words = `- ${limit.ends} ${when}: ${limit.title} (promise ${limit.clause}, ${limit.limit}${cases})`;
      return { at: end.getTime(), words };
    }

    function copy() {
      output.focus();
      output.select();
      const copying = navigator.clipboard?.writeText(output.value) ?? Promise.reject();
      copying.then(
        () => globalThis.kbSay(status, "Copied."),
        () => globalThis.kbSay(status, "Selected. Press Control and C to copy."),
      );
    }
  }
}
