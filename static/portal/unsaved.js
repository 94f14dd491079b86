// What this tab keeps of a form that is not saved: put into it and read back, for the same person and for a day alone.
const A_DAY = 86_400_000;
const OWN = ["csrfmiddlewaretoken", "on-step"];

const isKept = ([name, value]) => typeof value === "string" && !OWN.includes(name);

export const fieldsOf = (form) => [...new FormData(form)].filter(isKept);

export function keep(key, person, form, more = {}) {
  try {
    sessionStorage.setItem(key, JSON.stringify({ person, at: Date.now(), fields: fieldsOf(form), ...more }));
  } catch { /* full or forbidden: the page itself still has it */ }
}

export function kept(key, person) {
  const found = JSON.parse(sessionStorage.getItem(key) ?? "null");
  return found && found.person === person && Date.now() - found.at < A_DAY ? found : null;
}

export function fill(form, fields) {
  const given = new Map();
  for (const [name, value] of fields) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || OWN.includes(field.name) || ["submit", "file"].includes(field.type)) continue;
    const values = given.get(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values?.includes(field.value) ?? false;
    else if (values?.length) field.value = values.shift();
  }
}
