// A form that was sent after its session had ended is filled in again where it stood, if the portal did not know whose
// it was: this tab does. Passwords are left alone.
import { actionOf, isPosted, made } from "./elements.js";
import { fill, keep, kept } from "./unsaved.js";

const SENT = "portal-sent", UNSAVED = "portal-unsaved ";
const me = document.body.dataset.portalPerson;
const isHere = (found) => found.path === location.pathname;
const BACK = "You had been signed out before this was sent. What you typed stands here again: send it once more.";
const isLike = (form, { action }) => isPosted(form) && actionOf(form) === action;
const formLike = (found) => [...document.forms].find((form) => isLike(form, found));
const savesItself = () => document.querySelector("form[data-portal-autosave]") !== null;
const unsaved = () => Object.keys(sessionStorage).filter((name) => name.startsWith(UNSAVED));
const isAccount = (path) => path.startsWith("/account/");

if (!me) {
  // Signed out: what was sent last may not have arrived.
  for (const name of [...unsaved(), ...(sessionStorage.getItem(SENT) ? [SENT] : [])]) {
    sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(name)), isLost: true }));
  }
} else {
  const found = kept(SENT, me);
  const form = found?.isLost && isHere(found) && !savesItself() && formLike(found);
  if (form) {
    fill(form, found.fields);
    const said = made("p", { className: "govuk-inset-text", textContent: BACK });
    said.setAttribute("role", "status");
    form.prepend(said);
  }
  sessionStorage.removeItem(SENT);
  // What the portal gives back is not kept twice.
  if (document.querySelector("[data-portal-given-back]")) {
    for (const name of unsaved().filter((each) => JSON.parse(sessionStorage.getItem(each)).isSent)) {
      sessionStorage.removeItem(name);
    }
  }
  document.addEventListener("submit", (event) => {
    const sent = event.target;
    const action = actionOf(sent);
    if (event.defaultPrevented || !isPosted(sent) || isAccount(action)) return;
    if (sent.querySelector("[type=password]")) return;
    keep(SENT, me, sent, { path: location.pathname, action });
  });
}
