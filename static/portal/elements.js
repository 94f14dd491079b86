// Elements that several scripts make.
export const made = (tag, properties) => Object.assign(document.createElement(tag), properties);

export const signInLink = () => made("a", {
  className: "govuk-link",
  textContent: "Sign in (opens in a new tab)",
  href: document.body.dataset.portalSignIn,
  target: "_blank",
  rel: "noopener",
});

// Not `form.action`: a field of that name would stand for it.
export const actionOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
export const isPosted = (form) => form.getAttribute("method")?.toLowerCase() === "post";
