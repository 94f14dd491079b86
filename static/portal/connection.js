// Without a connection nothing is sent: the page, and what was typed on it, stays where it is and says so.
import { isPosted, made } from "./elements.js";

const WORDS = "Not sent: there is no connection. What you typed stays here. Press the button again once there is one.";
let said = null;

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !isPosted(event.target) || navigator.onLine) return;
  event.preventDefault();
  said?.remove();
  said = made("p", { className: "govuk-inset-text", textContent: WORDS });
  said.setAttribute("role", "alert");
  const button = event.submitter;
  if (button) button.before(said);
  else event.target.append(said);
});
window.addEventListener("online", () => { said?.remove(); });
