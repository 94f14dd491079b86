// Starts the components of govuk-frontend; every page works without this.
import { initAll } from "../govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

// On a phone what is complete is folded; it is printed all the same.
if (window.matchMedia("(max-width: 40.0525em)").matches) {
  for (const fold of document.querySelectorAll("details.portal-folds")) fold.open = false;
}
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.portal-answers")) fold.open = true;
});

for (const button of document.querySelectorAll("[data-portal-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page that saves itself numbers its saves: of two on their way at once the later one counts.
const step = document.querySelector("[name=on-step]");
if (step) {
  step.form.addEventListener("submit", () => { step.value = String(Date.now()); });
}

// A question that only one answer asks for is shown with it, and sends nothing while it is hidden.
for (const part of document.querySelectorAll("[data-portal-for]")) {
  const [name, value] = part.dataset.portalFor.split("=");
  const form = part.closest("form");
  const show = () => {
    const asked = form.elements.namedItem(name)?.value === value;
    const wrong = part.querySelector(".govuk-error-message");
    part.hidden = !asked && !wrong;
    for (const input of part.querySelectorAll("input")) { input.disabled = part.hidden; }
  };
  form.addEventListener("change", show);
  show();
}

// What cannot come of a channel is not offered; what was chosen and is wrong stays in sight.
const outcomes = document.querySelector("[data-portal-fits]");
const channel = outcomes?.closest("form").elements.namedItem("channel");
if (channel) {
  const fitting = JSON.parse(outcomes.dataset.portalFits);
  const offer = () => {
    for (const radio of outcomes.querySelectorAll("input[name=outcome]")) {
      radio.closest(".govuk-radios__item").hidden = !radio.checked && !fitting[channel.value].includes(radio.value);
    }
  };
  channel.addEventListener("change", () => {
    for (const radio of outcomes.querySelectorAll("input[name=outcome]:checked")) {
      radio.checked = fitting[channel.value].includes(radio.value);
    }
    offer();
  });
  offer();
}
