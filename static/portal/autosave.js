// Saves a form while somebody types, and says so: Saving…, Saved, or Not saved – why. What could not be saved stays on
// the page and in this tab, and is tried again; leaving the page sends what is not saved yet.
import { made, signInLink } from "./elements.js";
import { fieldsOf, fill, keep as keepIn, kept } from "./unsaved.js";

const form = document.querySelector("form[data-portal-autosave]");
const said = form?.querySelector("#saved");
const me = document.body.dataset.portalPerson;
const KEPT = `portal-unsaved ${location.pathname}`;
const SOON = 300, PAUSE = 1000, PATIENCE = 10_000, LONG_ENOUGH = 4000, AGAIN = [2000, 4000, 8000, 15_000];
const WHY = {
  offline: "there is no connection. It is tried again by itself.",
  slow: "the portal does not answer. It is tried again by itself.",
  broken: "the portal has a problem. It is tried again by itself.",
  401: "you have been signed out. Sign in; this page is then saved by itself.",
  403: "somebody has signed in anew in this browser. Copy what you typed, and reload the page.",
  404: "this page is no longer there, or no longer yours. Copy what you typed.",
  413: "it is too long.",
  400: "the portal could not read it. Copy what you typed, and reload the page.",
};

let typed = 0, saved = 0, tries = 0, timer = 0, busy = null, isOver = false, isRestored = false, seen = "";
const isDirty = () => typed > saved;
const token = () => form.elements.csrfmiddlewaretoken.value;
const ours = () => [["csrfmiddlewaretoken", token()], ["on-step", String(Date.now())]];
const payload = () => new URLSearchParams([...fieldsOf(form), ...ours()]);
const posted = (how) => fetch(form.dataset.portalAutosave, {
  method: "POST", body: payload(), headers: { "HX-Request": "true" }, ...how,
});
const keep = (more) => keepIn(KEPT, me, form, more);

// What stands there already is left alone: it would be read out again, and a link in it would lose its focus.
function show(words, link = "") {
  if (said.dataset.says === words.join()) return;
  said.dataset.says = words.join();
  said.replaceChildren(made("strong", { textContent: words[0] }), words[1] ? ` – ${words[1]} ` : "", link);
}

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

function failed(why, isFinal = false) {
  show(["Not saved", WHY[why] ?? WHY.broken], why === 401 ? signInLink() : "");
  if (!isFinal) schedule(AGAIN[Math.min(tries++, AGAIN.length - 1)]);
}

async function save() {
  clearTimeout(timer);
  if (!form || isOver || !isDirty() || busy) return busy;
  const upTo = typed;
  if (tries === 0) show(["Saving…"]);
  busy = send(upTo);
  const isDone = await busy;
  if (isDone && isDirty()) schedule(SOON);
  return isDone;
}

async function send(upTo) {
  await null;  // so that it is known to be busy before it can have ended
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await posted({ signal });
    if (answer.ok && !answer.redirected) return put(await answer.text(), upTo);
    const why = answer.redirected ? 401 : answer.status;
    failed(why >= 500 || why === 429 ? "broken" : why, ![401, 429].includes(why) && why < 500);
  } catch (trouble) {
    failed(trouble.name === "TimeoutError" ? "slow" : "offline");
  } finally {
    busy = null;
  }
  return false;
}

function put(text, upTo) {
  const answer = new DOMParser().parseFromString(text, "text/html");
  for (const one of answer.querySelectorAll("[hx-swap-oob]")) {
    one.removeAttribute("hx-swap-oob");
    const before = document.getElementById(one.id);
    if (before) before.replaceWith(document.adoptNode(one));
    else one.remove();
  }
  said.replaceChildren(...answer.body.childNodes);
  delete said.dataset.says;
  tries = 0;
  const isRefused = said.querySelector("[data-portal-refused]") !== null;
  saved = upTo;
  if (!isRefused && !isDirty()) {
    sessionStorage.removeItem(KEPT);
    if (isRestored) location.reload();  // to show what stands now, with what a colleague did meanwhile
  }
  return !isRefused;
}

// Sent even while the page goes away; nobody waits for an answer.
function flush() {
  if (!isDirty() || isOver) return;
  posted({ keepalive: true }).catch(() => {});
}

// Leaving a field says so a second time: what has not changed since is no edit.
function edited(delay) {
  const now = JSON.stringify(fieldsOf(form));
  if (now === seen) {
    if (isDirty() && tries === 0) schedule(delay);
    return;
  }
  seen = now;
  typed++;
  tries = 0;
  keep();
  show(["Saving…"]);
  schedule(delay);
}

// A link out of the page waits for the save; is it not to be had, one stays and reads why, and may go all the same.
async function leave(event) {
  const link = event.target.closest?.("a[href]");
  const keys = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const isElsewhere = event.defaultPrevented || event.button || keys;
  if (!link || isElsewhere || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (!isDirty() || isOver || (link.hash && link.pathname === location.pathname) || link.dataset.portalAnyway) return;
  event.preventDefault();
  const saving = (async () => { await busy; if (isDirty()) await save(); })();
  await Promise.race([saving, new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH))]);
  if (!isDirty()) {
    location.assign(link.href);
    return;
  }
  link.dataset.portalAnyway = "1";
  said.scrollIntoView({ block: "nearest" });
}

// What the button sent has arrived where another page followed it, and not the one for signing in.
function hasArrived({ isSent, isLost }) {
  return isSent && !isLost && performance.getEntriesByType("navigation")[0]?.type === "navigate";
}

function restore() {
  const found = kept(KEPT, me);
  if (!found) return;
  if (hasArrived(found)) {
    sessionStorage.removeItem(KEPT);
    return;
  }
  fill(form, found.fields);
  isRestored = true;
  seen = "";
  edited(SOON);
}

if (form && me) {
  seen = JSON.stringify(fieldsOf(form));
  form.addEventListener("input", () => edited(PAUSE));
  form.addEventListener("change", () => edited(SOON));
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      if (isDirty()) failed("offline");
      else show(["Not sent", "there is no connection. Press the button again once there is."]);
      return;
    }
    if (isDirty()) keep({ isSent: true });
    isOver = true;
    clearTimeout(timer);
  });
  document.addEventListener("click", leave);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
    else if (isDirty()) schedule(0);
  });
  for (const back of ["online", "focus"]) window.addEventListener(back, () => { if (isDirty() && !busy) schedule(0); });
  window.addEventListener("offline", () => { if (isDirty()) failed("offline"); });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isOver = false;
    if (isDirty()) schedule(0);
  });
  document.addEventListener("portal:not-mine", () => { isOver = true; failed(403, true); });
  restore();
}
