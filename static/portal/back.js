// What was typed into a form that was left without being sent stands there again when one comes back by the browser's
// Back: no page may be kept by the browser, so it is asked for anew then. What saves itself does without; passwords are
// left alone.
import { isPosted } from "./elements.js";
import { fill, keep, kept } from "./unsaved.js";

const me = document.body.dataset.portalPerson;
const LEFT = `portal-left ${location.pathname}${location.search}`;
const savesItself = (form) => "portalAutosave" in form.dataset;
const isOurs = (form) => isPosted(form) && !savesItself(form) && !form.querySelector("[type=password]");
const keyOf = (form) => `${LEFT} ${[...document.forms].indexOf(form)}`;

if (me) {
  const typed = new Set();
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  for (const form of [...document.forms].filter(isOurs)) {
    const found = isBack && kept(keyOf(form), me);
    if (found) {
      fill(form, found.fields);
      typed.add(form);
    } else {
      sessionStorage.removeItem(keyOf(form));
    }
  }
  document.addEventListener("input", ({ target: { form } }) => { if (form && isOurs(form)) typed.add(form); });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented) return;
    typed.delete(target);
    sessionStorage.removeItem(keyOf(target));
  });
  window.addEventListener("pagehide", () => { for (const form of typed) keep(keyOf(form), me, form); });
}
