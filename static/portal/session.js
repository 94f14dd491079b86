// Says before a session ends that it does, and offers to prolong it; empties what the browser keeps of somebody who has
// signed out, or in whose place another person has signed in.
import { actionOf, made, signInLink } from "./elements.js";

const body = document.body.dataset;
const me = body.portalPerson ?? "";
const PERSON = "portal-person";

const emptied = () => {
  sessionStorage.clear();
  localStorage.clear();
};

// Each tab has a store of its own: what happens in one is told to the others by the one that they share.
if (me) {
  const before = localStorage.getItem(PERSON);
  if (before !== me || sessionStorage.getItem(PERSON) !== me) {
    if (before !== me) localStorage.clear();
    if (sessionStorage.getItem(PERSON) !== me) sessionStorage.clear();
    sessionStorage.setItem(PERSON, me);
    localStorage.setItem(PERSON, me);
  }
}
window.addEventListener("storage", (event) => {
  if (event.key !== null && event.key !== PERSON) return;
  if (event.newValue === me) return;
  sessionStorage.clear();
  if (event.newValue) document.dispatchEvent(new CustomEvent("portal:not-mine"));
});
document.addEventListener("submit", (event) => {
  if (actionOf(event.target).endsWith("/account/logout/")) emptied();
});

const box = made("div", { className: "portal-session" });
box.setAttribute("role", "alert");

const minutes = (seconds) => (seconds < 90 ? "one minute" : `${Math.round(seconds / 60)} minutes`);
const say = (words, ...more) => {
  const line = made("p", { className: "govuk-body", textContent: words });
  if (words && box.textContent.startsWith(words)) return;
  box.replaceChildren(...(words ? [line, ...more] : []));
  if (words) document.body.append(box);
  else box.remove();
};
const stayButton = () => {
  const button = made("button", { className: "govuk-button", textContent: "Stay signed in", type: "button" });
  button.addEventListener("click", () => ask("POST"));
  return button;
};

let timer = 0;
const later = (seconds, act) => {
  clearTimeout(timer);
  timer = setTimeout(act, Math.min(Math.max(1, seconds), 86_400) * 1000);
};
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const OVER = "You have been signed out. What you typed is not lost while this page stays open.";
const over = () => say(OVER, signInLink());

async function ask(method = "GET") {
  try {
    const answer = await fetch(body.portalSession, {
      method, headers: { Accept: "application/json", "X-CSRFToken": token() }, credentials: "same-origin",
    });
    if (answer.status === 401) {
      over();
      later(10, ask);
    } else if (answer.ok) {
      tell(await answer.json());
    } else {
      later(30, ask);
    }
  } catch {
    later(30, ask);  // no connection: what saves itself says so
  }
}

function tell({ person, left, most }) {
  const warning = Number(body.portalWarning);
  if (person !== me) {
    say("Somebody else has signed in in this browser. Close this page.");
  } else if (left > warning) {
    say("");
    later(left - warning, ask);
  } else if (left >= most) {
    say(`You will be signed out in ${minutes(left)}: nobody stays signed in for longer. Save what you typed.`);
    later(left < 60 ? left + 1 : 30, ask);
  } else {
    say(`You will be signed out in ${minutes(left)}, as nothing was done here for a while.`, stayButton());
    later(left < 60 ? left + 1 : 30, ask);
  }
}

if (me) {
  tell({ person: me, left: Number(body.portalLeft), most: Number(body.portalMost) });
  // What a page asks for by itself is refused first.
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) ask(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && box.isConnected) ask();
  });
}
