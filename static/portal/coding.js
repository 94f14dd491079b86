// Codes sentences by the keyboard: arrows go from sentence to sentence, / opens the list of codes, Enter gives or takes
// the code that is found, Escape closes the list. Without it each sentence has a plain list.
import { made } from "./elements.js";

const form = document.querySelector("form[data-portal-coding]");
const sentences = [...(form?.querySelectorAll("[data-portal-sentence]") ?? [])];
const help = document.querySelector("[data-portal-coding-help]");
if (help) help.hidden = false;

// What is given is said below the list, which shows three codes at once.
function tell(select) {
  const given = [...select.selectedOptions].map((each) => `${each.text}.`);
  const line = select.closest("[data-portal-sentence]").querySelector("[data-portal-given]");
  line.textContent = given.length ? `Given: ${given.join(" ")}` : "";
}

for (const sentence of sentences) {
  sentence.querySelector("select").addEventListener("change", (event) => tell(event.target));
}

let at = -1;

function go(step) {
  at = Math.min(Math.max(at + step, 0), sentences.length - 1);
  sentences[at]?.focus();
}

function close(box, sentence) {
  box.remove();
  sentence.focus();
}

// The list of codes with a field that narrows it down; the first that fits is given by Enter.
function open(sentence) {
  if (sentence.querySelector("[data-portal-code-search]")) return;
  const select = sentence.querySelector("select");
  const field = made("input", { className: "govuk-input", type: "text", autocomplete: "off" });
  field.setAttribute("aria-label", "Code");
  const found = made("p", { className: "govuk-body" });
  found.setAttribute("role", "status");
  const box = made("div");
  box.dataset.portalCodeSearch = "";
  box.append(field, found);
  select.after(box);
  const first = () => {
    const words = field.value.trim().toLowerCase();
    return words ? [...select.options].find((each) => each.text.toLowerCase().includes(words)) : null;
  };
  field.addEventListener("input", () => {
    found.textContent = first() ? `Enter: ${first().text}` : "No code is called so.";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(box, sentence);
    if (event.key !== "Enter") return;
    event.preventDefault();
    const code = first();
    if (!code) return;
    code.selected = !code.selected;
    tell(select);
    close(box, sentence);
  });
  field.focus();
}

form?.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select, button")) return;
  const keys = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in keys) {
    event.preventDefault();
    go(keys[event.key]);
  } else if (event.key === "/" && at >= 0) {
    event.preventDefault();
    open(sentences[at]);
  }
});
document.addEventListener("keydown", (event) => {
  if (at < 0 && event.key === "ArrowDown" && event.target === document.body) {
    event.preventDefault();
    go(1);
  }
});
form?.addEventListener("focusin", (event) => {
  const inside = sentences.findIndex((each) => each.contains(event.target));
  if (inside >= 0) at = inside;
});
