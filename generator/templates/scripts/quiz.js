/* A quiz to take alone. What is chosen is not sent, kept, or written anywhere; leaving the page forgets it. */
{
  const score = document.querySelector("[data-quiz-score]");
  if (score) start();

  function start() {
    const questions = [...document.querySelectorAll("[data-question]")].map(question);
    document.addEventListener("kb-checked", () => {
      const answered = questions.filter((one) => one.result !== null);
      const correct = answered.filter((one) => one.result);
      score.textContent = answered.length === questions.length ? `${correct.length} of ${questions.length} right.` : "";
    });
    addEventListener("pagehide", () => questions.forEach((one) => one.reset()));
  }

  function question(section, index) {
    const multiple = "several" in section.dataset;
    const list = section.querySelector("[data-options]");
    const correct = [...list.children].map((item) => "right" in item.dataset);
    const form = document.createElement("form");
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.append(...section.querySelector("[data-asks]").childNodes);
    const fields = [...list.children].map((item, n) => field(item, `kb-q${index}`, n, multiple));
    const button = document.createElement("button");
    button.type = "submit";
    button.textContent = "Check my answer";
    const feedback = document.createElement("p");
    feedback.setAttribute("role", "status");
    group.append(legend, ...fields.map((one) => one.row));
    form.append(group, button, feedback);
    section.querySelector("[data-asks]").replaceWith(form);
    list.remove();
    const state = { result: null, reset };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = fields.map((one) => one.input.checked);
      if (!chosen.includes(true)) {
        feedback.textContent = multiple ? "Tick at least one answer first." : "Choose an answer first.";
        return;
      }
      state.result = chosen.every((checked, n) => checked === correct[n]);
      feedback.textContent = state.result ? "That is right." : "That is not right. Read the answer.";
      section.querySelector("[data-answer]").open = true;
      section.dispatchEvent(new CustomEvent("kb-checked", { bubbles: true }));
    });
    return state;

    function reset() {
      form.reset();
      feedback.textContent = "";
      state.result = null;
    }
  }

  function field(item, name, n, multiple) {
    const row = document.createElement("label");
    const input = document.createElement("input");
    input.type = multiple ? "checkbox" : "radio";
    input.name = name;
    input.value = "ABCDE"[n];
    const words = document.createElement("span");
    words.append(`${"ABCDE"[n]}. `, ...item.childNodes);
    row.className = "kb-option";
    row.append(input, words);
    return { row, input };
  }
}
