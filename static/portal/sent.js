// A form that was sent after its session had ended is filled in again where it stood, if the portal did not know whose it
// was: this tab does. Passwords are left alone.
import { fill, keep, kept } from "./unsaved.js";

const SENT = "portal-sent";
const me = document.body.dataset.portalPerson;
const isHere = (found) => found.path === location.pathname;
const formLike = (found) => [...document.forms].find((form) => form.method === "post" && new URL(form.action).pathname === found.action);
const isAccount = (path) => path.startsWith("/account/");

if (!me) {
  // Signed out: what was sent last may not have arrived.
  const found = JSON.parse(sessionStorage.getItem(SENT) ?? "null");
  if (found) sessionStorage.setItem(SENT, JSON.stringify({ ...found, isLost: true }));
} else {
  const found = kept(SENT, me);
  const form = found?.isLost && isHere(found) && !document.querySelector("form[data-portal-autosave]") && formLike(found);
  if (form) {
    fill(form, found.fields);
    const said = Object.assign(document.createElement("p"), { className: "govuk-inset-text", textContent: "You had been signed out before this was sent. What you typed stands here again: send it once more." });
    said.setAttribute("role", "status");
    form.prepend(said);
  }
  sessionStorage.removeItem(SENT);
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    const action = new URL(sent.action).pathname;
    if (event.defaultPrevented || sent.method !== "post" || isAccount(action) || sent.querySelector("[type=password]")) return;
    keep(SENT, me, sent, { path: location.pathname, action });
  });
}
