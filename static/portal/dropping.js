// An e-mail or invitation may be dropped anywhere on a page that has a form for it; without this the file is chosen.
const form = document.querySelector("[data-portal-drop]");
const field = form?.querySelector("input[type=file]");

if (field) {
  const place = document.createElement("div");
  place.className = "portal-drop-here";
  place.setAttribute("aria-hidden", "true");
  place.hidden = true;
  place.append(Object.assign(document.createElement("p"), { className: "govuk-body", textContent: form.dataset.portalDrop }));
  document.body.append(place);
  const hint = document.querySelector("[data-portal-drop-hint]");
  if (hint) {
    hint.hidden = false;
  }

  // A file box of the page takes what is dropped on it by itself.
  const isOurs = (event) => event.dataTransfer?.types.includes("Files") && !event.target.closest?.("input[type=file]");
  const show = (event) => {
    place.hidden = !isOurs(event);
    if (!place.hidden) {
      event.preventDefault();
    }
  };
  document.addEventListener("dragenter", show);
  document.addEventListener("dragover", show);
  document.addEventListener("dragleave", (event) => {
    place.hidden = place.hidden || event.relatedTarget === null;
  });
  document.addEventListener("drop", (event) => {
    place.hidden = true;
    const [file] = event.dataTransfer?.files ?? [];
    if (!isOurs(event) || !file) {
      return;
    }
    event.preventDefault();
    const one = new DataTransfer();
    one.items.add(file);
    field.files = one.files;
    form.requestSubmit();
  });
}
