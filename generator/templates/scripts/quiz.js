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

  function question(section) {
    const form = section.querySelector("form");
    const inputs = [...form.querySelectorAll("input")];
    const feedback = form.querySelector("[role=status]");
    const state = { result: null, reset };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!inputs.some((input) => input.checked)) {
        const isMultiple = inputs[0].type === "checkbox";
        globalThis.kbSay(feedback, isMultiple ? "Tick at least one answer first." : "Choose an answer first.");
        return;
      }
      state.result = inputs.every((input) => input.checked === "right" in input.dataset);
      globalThis.kbSay(feedback, state.result ? "That is right." : "That is not right. Read the answer.");
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
}
